package io.sluice.promotion.spring.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorities of tokens, remembered for a while after their last use: an approval is judged again when its promotion goes
 * on, and nobody carries a token then. Per node, and bounded.
 */
final class SignedIn {
    private static final int MOST = 10_000;

    private record Seen(Set<String> authorities, Instant at) {}

    private final Duration remember;
    private final Clock clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    SignedIn(Duration remember, Clock clock) {
        this.remember = remember;
        this.clock = clock;
    }

    synchronized void note(String name, Collection<String> authorities) {
        seen.put(name, new Seen(Set.copyOf(authorities), clock.instant()));
    }

    synchronized Optional<Collection<String>> find(String name) {
        return Optional.ofNullable(seen.get(name)).filter(this::isFresh).map(Seen::authorities);
    }

    synchronized Set<String> names() {
        Map<String, Seen> fresh = new HashMap<>(seen);
        fresh.values().removeIf(entry -> !isFresh(entry));
        return Set.copyOf(List.copyOf(fresh.keySet()));
    }

    private boolean isFresh(Seen entry) {
        return entry.at().plus(remember).isAfter(clock.instant());
    }
}
