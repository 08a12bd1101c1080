package org.deltacommons;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/// The front door: one deployable that hosts one or more provinces.
// Full class names as bean names, so that two modules may each have their own "Names".
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "Delta Commons", sharedModules = "kernel")
public class DeltaCommons {

    public static void main(String[] arguments) {
        SpringApplication.run(DeltaCommons.class, arguments);
    }
}
