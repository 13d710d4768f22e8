package io.sluice.promotion.testing;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.spi.PromotionCheck;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** An automatic gate that passes everything unless a test scripts its next answers. Thread-safe. */
public final class ScriptedCheck implements PromotionCheck {
    private final CheckName name;
    private final Queue<Supplier<CheckOutcome>> next = new ArrayDeque<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /** A check of that name. */
    public ScriptedCheck(CheckName name) {
        this.name = name;
    }

    /** The next run finds what is demanded not met. */
    public void fails(String summary) {
        then(() -> CheckOutcome.failed(summary, "", Map.of()));
    }

    /** The next run cannot tell. */
    public void errs(String summary) {
        then(() -> CheckOutcome.error(summary));
    }

    /** The next run throws. */
    public void breaks() {
        then(() -> {
            throw new IllegalStateException("The scanner crashed.");
        });
    }

    /** The next run is done by this. */
    public synchronized void then(Supplier<CheckOutcome> answer) {
        next.add(answer);
    }

    /** Nothing was asked, nothing is scripted. */
    public synchronized void forget() {
        next.clear();
        candidates.clear();
    }

    /** What it was asked about so far. */
    public synchronized List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    @Override
    public CheckName name() {
        return name;
    }

    @Override
    public CheckOutcome run(Candidate candidate) {
        return answer(candidate).get();
    }

    private synchronized Supplier<CheckOutcome> answer(Candidate candidate) {
        candidates.add(candidate);
        return next.isEmpty() ? () -> CheckOutcome.passed("all good", "", Map.of()) : next.remove();
    }
}
