package org.deltacommons;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Province;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A whole node in the process of a test, with a database of its own and a port at which others
/// reach it.
public final class HttpNode {

    private HttpNode() {}

    /// What every such node is told; a test adds keys and peers.
    ///
    /// @param database its name; made empty
    public static Map<String, String> settings(
            String database, Province home, Path data, Path index, int port) {
        Map<String, String> settings = new HashMap<>(TestDatabase.fresh(database).properties());
        settings.put("delta.homes", home.code());
        settings.put("delta.data", data.toString());
        settings.put("delta.index", index.toString());
        settings.put("delta.person-key", "the same at all nodes");
        settings.put("server.port", Integer.toString(port));
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.put("spring.datasource.hikari.minimum-idle", "1");
        settings.put("spring.jmx.enabled", "false");
        return settings;
    }

    /// @param more components besides the product's and the cast
    public static ConfigurableApplicationContext run(
            Map<String, String> settings, Class<?>... more) {
        List<Class<?>> sources = new ArrayList<>(List.of(DeltaCommons.class, Cast2026.class));
        sources.addAll(List.of(more));
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .initializers(context ->
                        context.getBeanFactory()
                                .registerSingleton("notOfTests", new Nodes.NotOfTests()))
                .registerShutdownHook(false)
                .run(
                        settings.entrySet().stream()
                                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                                .toArray(String[]::new));
    }
}
