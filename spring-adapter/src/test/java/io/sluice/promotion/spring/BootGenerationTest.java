package io.sluice.promotion.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/** The same test classes run on both generations of Spring Boot; this one fails when a mixture of them is on the class path. */
class BootGenerationTest {
    @Test
    void springAndSpringBootAreOfTheSameGeneration() {
        String boot = SpringBootVersion.getVersion();
        String spring = SpringVersion.getVersion();

        assertThat(boot + " on " + spring).matches("3\\.5\\..* on 6\\.2\\..*|4\\..* on 7\\..*");
    }

    /** Whether this is the younger generation. */
    static boolean isFour() {
        return SpringBootVersion.getVersion().startsWith("4.");
    }
}
