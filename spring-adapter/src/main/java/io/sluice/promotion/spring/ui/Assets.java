package io.sluice.promotion.spring.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files of the screens, by name. What was not found at the start does not exist, whatever path is asked for. */
final class Assets {
    private static final String FOLDER = "io/sluice/promotion/spring/ui/static/";

    private final Map<String, Asset> byName;

    private Assets(Map<String, Asset> byName) {
        this.byName = Map.copyOf(byName);
    }

    static Assets onClassPath(ClassLoader loader) {
        Map<String, Asset> found = new HashMap<>();
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(loader);
            for (Resource resource : resolver.getResources("classpath*:" + FOLDER + "**/*.*")) {
                if (resource.isReadable()) {
                    String address = resource.getURL().getPath();
                    String name = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length());
                    found.put(name, new Asset(name, resource.getContentAsByteArray()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the screens cannot be read", e);
        }
        if (!found.containsKey("sluice.js")) {
            throw new IllegalStateException("sluice.ui.enabled is true, but this build of the library has no screens:"
                    + " it was built with -Dsluice.ui.skip=true. Build it without, or set sluice.ui.enabled=false");
        }
        return new Assets(found);
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Asset> all() {
        return byName.values();
    }
}
