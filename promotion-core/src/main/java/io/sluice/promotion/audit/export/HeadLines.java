package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.export.Verification.Tampered;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events of each chain with what its owner's row says about its end. The row is read before and after the
 * events: nothing that the first reading knows may be missing, nothing may be there that the second does not know. A chain
 * that stood still in between must end exactly there. Not thread-safe.
 */
final class HeadLines {
    private static final class Chain {
        private long before;
        private String hashBefore = "";
        private long seen;
        private String lastHash = "";
        private @Nullable String hashAtBefore;
        private long after = -1;
        private String hashAfter = "";
    }

    private final TreeMap<String, Chain> chains = new TreeMap<>();
    private long newer;

    boolean any() {
        return !chains.isEmpty();
    }

    void add(ExportLine.Head head) {
        Chain chain = chains.computeIfAbsent(head.chain(), name -> new Chain());
        if (head.after()) {
            chain.after = head.seq();
            chain.hashAfter = head.hash();
        } else {
            chain.before = head.seq();
            chain.hashBefore = head.hash();
        }
    }

    void pass(AuditEvent event) {
        Chain chain = chains.computeIfAbsent(event.chain(), name -> new Chain());
        chain.seen = event.seq();
        chain.lastHash = event.hash();
        if (event.seq() == chain.before) {
            chain.hashAtBefore = event.hash();
        }
    }

    Optional<Tampered> wrong() {
        for (var entry : chains.entrySet()) {
            String name = entry.getKey();
            Chain chain = entry.getValue();
            if (chain.after < 0) {
                return wrong(name, 1, "The chain has events, but nothing knows where it ends.");
            }
            if (chain.seen < chain.before) {
                return wrong(
                        name,
                        chain.seen + 1,
                        "The chain ends after event " + chain.seen + ", but event " + chain.before + " was written.");
            }
            if (chain.before > 0 && !chain.hashBefore.equals(chain.hashAtBefore)) {
                return wrong(name, chain.before, "The head of the chain is not this event.");
            }
            if (chain.seen > chain.after) {
                return wrong(
                        name,
                        chain.after + 1,
                        "The chain goes on after event " + chain.after + ", which its head says is the last.");
            }
            if (chain.seen == chain.after && chain.seen > 0 && !chain.hashAfter.equals(chain.lastHash)) {
                return wrong(name, chain.seen, "The head of the chain is not this event.");
            }
            newer += chain.after - chain.seen;
        }
        return Optional.empty();
    }

    List<String> notes() {
        return newer == 0
                ? List.of()
                : List.of(newer + " events were written while the export was; they are in the next one.");
    }

    private static Optional<Tampered> wrong(String chain, long seq, String reason) {
        return Optional.of(new Tampered(Optional.of(chain + ":" + seq), reason));
    }
}
