package io.sluice.promotion.testing;

import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/** A channel that keeps what it was given, and refuses or breaks when a test says so. Thread-safe. */
public final class RecordingNotifier implements Notifier {
    private final String channel;
    private final Queue<Supplier<Delivery>> next = new ArrayDeque<>();
    private final List<Notification> attempts = new ArrayList<>();
    private final List<Notification> delivered = new ArrayList<>();

    /** A channel of that name. */
    public RecordingNotifier(String channel) {
        this.channel = channel;
    }

    /** The next delivery fails for now. */
    public void breaks() {
        then(() -> {
            throw new IllegalStateException("The mail server does not answer.");
        });
    }

    /** The next delivery is refused for good. */
    public void refuses() {
        then(() -> Delivery.refused("550 no such user"));
    }

    /** The next delivery ends like this. */
    public synchronized void then(Supplier<Delivery> end) {
        next.add(end);
    }

    /** Every message it was given, repetitions included. */
    public synchronized List<Notification> attempts() {
        return List.copyOf(attempts);
    }

    /** The messages it took. */
    public synchronized List<Notification> delivered() {
        return List.copyOf(delivered);
    }

    /** Who was told something of this kind, in order. */
    public List<String> recipients(NotificationKind kind) {
        return delivered().stream()
                .filter(notification -> notification.kind() == kind)
                .map(notification -> notification.recipient().person().value())
                .sorted()
                .toList();
    }

    /** Forgets what it was given and what was scripted. */
    public synchronized void clear() {
        next.clear();
        attempts.clear();
        delivered.clear();
    }

    @Override
    public String channel() {
        return channel;
    }

    @Override
    public synchronized Delivery deliver(Notification notification) {
        attempts.add(notification);
        Delivery end = next.isEmpty() ? Delivery.sent() : next.remove().get();
        if (end.result() == Delivery.Result.SENT) {
            delivered.add(notification);
        }
        return end;
    }
}
