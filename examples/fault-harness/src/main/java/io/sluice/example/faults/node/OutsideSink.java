package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.CheckpointSink;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Keeps checkpoints outside. */
final class OutsideSink implements CheckpointSink {
    private final ProductionClient production;
    private final Fuse fuse;

    OutsideSink(ProductionClient production, Fuse fuse) {
        this.production = production;
        this.fuse = fuse;
    }

    @Override
    public String name() {
        return "outside";
    }

    @Override
    public void keep(OrganizationId organization, String note) {
        fuse.at(Kind.BEFORE_CALL, "checkpoint");
        production.ask(
                "checkpoint",
                organization.value(),
                Base64.getEncoder().encodeToString(note.getBytes(StandardCharsets.UTF_8)));
        fuse.at(Kind.AFTER_CALL, "checkpoint");
    }

    @Override
    public Optional<String> newest(OrganizationId organization) {
        String kept = production.ask("newest", organization.value()).get(0);
        return kept.equals("-")
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(kept), StandardCharsets.UTF_8));
    }
}
