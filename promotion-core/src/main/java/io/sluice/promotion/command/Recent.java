package io.sluice.promotion.command;

import io.sluice.promotion.transaction.Transactions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the things that never change and were asked for most recently. Thread-safe; forgets the oldest. */
public final class Recent<K, V> {
    private final Transactions transactions;
    private final Map<K, V> entries;

    public Recent(Transactions transactions, int most) {
        this.transactions = transactions;
        this.entries = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    public Optional<V> find(K key, Function<K, Optional<V>> load) {
        V known = entries.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<V> loaded = load.apply(key);
        loaded.ifPresent(value -> remember(key, value));
        return loaded;
    }

    /** Keeps what is known already. */
    void keep(K key, V value) {
        remember(key, value);
    }

    void forget(K key) {
        entries.remove(key);
    }

    /** What a unit of work read may be its own: then it is true only once that is committed. */
    private void remember(K key, V value) {
        if (!transactions.active()) {
            entries.put(key, value);
            return;
        }
        transactions.register(new Transactions.Callback() {
            @Override
            public void afterCommit() {
                entries.put(key, value);
            }
        });
    }
}
