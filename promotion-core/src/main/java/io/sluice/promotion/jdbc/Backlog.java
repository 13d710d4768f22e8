package io.sluice.promotion.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one unit of work has still to write, and the rows that it holds locked, as it last read or wrote them. What is put
 * off goes to the database in front of the next statement of the unit, so that nobody ever reads past it.
 */
final class Backlog {
    private final Object connection;
    private final List<Exchange.Part> writes = new ArrayList<>();
    private final Map<Object, Object> held = new HashMap<>();

    Backlog(Object connection) {
        this.connection = connection;
    }

    /** Another unit of work may have begun on this thread; it has a connection of its own. */
    boolean isOf(Object other) {
        return connection == other;
    }

    void add(Exchange.Part write) {
        writes.add(write);
    }

    /** Everything that is put off, which is from now on the caller's to write. */
    List<Exchange.Part> take() {
        List<Exchange.Part> taken = new ArrayList<>(writes);
        writes.clear();
        return taken;
    }

    void hold(Object key, Object row) {
        held.put(key, row);
    }

    void release(Object key) {
        held.remove(key);
    }

    <T> Optional<T> held(Object key, Class<T> type) {
        return Optional.ofNullable(held.get(key)).map(type::cast);
    }
}
