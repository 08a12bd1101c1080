package org.deltacommons;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/// The front door: one deployable that hosts one or more provinces.
@SpringBootApplication
@Modulithic(systemName = "Delta Commons", sharedModules = "kernel")
public class DeltaCommons {

    public static void main(String[] arguments) {
        SpringApplication.run(DeltaCommons.class, arguments);
    }
}
