package org.deltacommons.foundation.lane;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a text of a fact's body that may tell of a person. The body holds its salted hash; the
/// text and the salt lie beside the fact, go to its audience with it, and can be erased (个人信息保护法
/// Art. 47) while everything that was signed stays as it was. See [Salted].
///
/// Such a text is `""` to whoever reads the fact after that, so nothing may be decided by it.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Personal {}
