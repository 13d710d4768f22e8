package io.sluice.promotion.spring.ui;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the screens are served.
 *
 * @param enabled whether the screens are served
 * @param basePath path of the screens, below the context path of the application
 */
@ConfigurationProperties("sluice.ui")
record UiProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/sluice") String basePath) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    UiProperties {
        if (!PATH.matcher(basePath).matches()) {
            throw new IllegalArgumentException(
                    "sluice.ui.base-path must look like /sluice or /tools/sluice, was '" + basePath + "'");
        }
    }
}
