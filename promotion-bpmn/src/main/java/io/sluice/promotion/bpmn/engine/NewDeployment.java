package io.sluice.promotion.bpmn.engine;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files that come into the engine together.
 *
 * @param tenant whom they belong to; empty when they serve everybody
 * @param files their bytes by name, as they came in; nobody changes them
 */
public record NewDeployment(Optional<String> tenant, SortedMap<String, byte[]> files) {
    /** The same for files in any order. */
    public static NewDeployment of(Optional<String> tenant, Map<String, byte[]> files) {
        return new NewDeployment(tenant, new TreeMap<>(files));
    }
}
