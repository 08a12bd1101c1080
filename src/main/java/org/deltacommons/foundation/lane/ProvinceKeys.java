package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Province;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/// A province as the name of a JSON property is its code too.
final class ProvinceKeys {

    private ProvinceKeys() {}

    static final class Writer extends ValueSerializer<Province> {
        @Override
        public void serialize(Province value, JsonGenerator to, SerializationContext context) {
            to.writeName(value.code());
        }
    }

    static final class Reader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Province.of(key);
        }
    }
}
