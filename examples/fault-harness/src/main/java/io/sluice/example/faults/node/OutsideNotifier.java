package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notifier;

/** A channel whose messages arrive outside. */
final class OutsideNotifier implements Notifier {
    private final ProductionClient production;
    private final Fuse fuse;

    OutsideNotifier(ProductionClient production, Fuse fuse) {
        this.production = production;
        this.fuse = fuse;
    }

    @Override
    public String channel() {
        return "outside";
    }

    @Override
    public Delivery deliver(Notification notification) {
        fuse.at(Kind.BEFORE_CALL, "message");
        production.ask(
                "message",
                notification.id(),
                notification.topic().key(),
                notification.kind().code(),
                notification.recipient().person().value());
        fuse.at(Kind.AFTER_CALL, "message");
        return Delivery.sent();
    }
}
