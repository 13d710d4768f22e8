package io.sluice.promotion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps the things that never change and were asked for most recently. Thread-safe; forgets the oldest. */
final class Recent<K, V> {
    private final Map<K, V> entries;

    Recent(int most) {
        this.entries = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    /**
     * What is kept, or else what is loaded.
     *
     * @param keep says when what was loaded is kept
     */
    Optional<V> find(K key, Function<K, Optional<V>> load, Consumer<Runnable> keep) {
        V known = entries.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<V> loaded = load.apply(key);
        loaded.ifPresent(value -> keep.accept(() -> entries.put(key, value)));
        return loaded;
    }
}
