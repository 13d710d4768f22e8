package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.spi.PromotionCheck;
import java.util.Map;

/** A check that asks outside. */
final class OutsideCheck implements PromotionCheck {
    private final ProductionClient production;
    private final Fuse fuse;

    OutsideCheck(ProductionClient production, Fuse fuse) {
        this.production = production;
        this.fuse = fuse;
    }

    @Override
    public CheckName name() {
        return CheckName.TESTS;
    }

    @Override
    public CheckOutcome run(Candidate candidate) {
        fuse.at(Kind.BEFORE_CALL, "check");
        production.ask("check", candidate.version().label().value());
        fuse.at(Kind.AFTER_CALL, "check");
        return CheckOutcome.passed("All tests passed", "", Map.of());
    }
}
