package io.sluice.example.faults.node;

import static io.sluice.example.faults.node.Staff.ACME;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sluice.promotion.Monitor;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.PromotionRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the harness what there is. */
final class Findings {
    private static final int MOST = 1_000;

    private final SluiceEngine engine;
    private final Sluice sluice;

    Findings(SluiceEngine engine) {
        this.engine = engine;
        this.sluice = engine.sluice();
    }

    /** Everything about a promotion that the checker wants to know. */
    List<String> of(PromotionId id) {
        PromotionRequest request = sluice.promotions().get(human("vic"), ACME, id);
        String approvals = sluice.promotions().approvals(human("vic"), ACME, id).stream()
                .map(approval -> approval.person() + ":" + approval.decision() + ":" + approval.subjectHash())
                .map(text -> text.replace(';', ','))
                .collect(Collectors.joining(";"));
        String events = sluice.audit().ofPromotion(human("audrey"), ACME, id).stream()
                .map(Findings::event)
                .collect(Collectors.joining(";"));
        ChainVerdict verdict = sluice.audit().verify(human("audrey"), ACME, id);
        return List.of(
                request.id().value(),
                request.artifact().id(),
                request.version().value(),
                request.digest().value(),
                request.target().value(),
                request.status().name(),
                request.phase().name(),
                String.valueOf(request.revision()),
                request.subjectHash(),
                request.requestedBy().value(),
                approvals,
                events,
                verdict.isIntact() ? "intact" : verdict.toString());
    }

    private static String event(AuditEvent event) {
        Object fence = event.data().get("fence");
        Object step = event.data().get("step");
        return event.seq() + "," + event.type() + "," + (step == null ? "" : step) + "," + (fence == null ? "" : fence);
    }

    /** The open incidents: id, promotion, step and message, one after the other. */
    List<String> incidents() {
        return engine.incidents().list(human("dan"), ACME, MOST).stream()
                .flatMap(found -> words(found).stream())
                .toList();
    }

    private static List<String> words(Incidents.Incident found) {
        return List.of(found.id(), found.promotion().value(), found.step(), found.message());
    }

    /** How the node fares: each word is a name, an equals sign and a number. */
    List<String> figures() {
        System.gc(); // What is left afterwards is what is really held.
        Monitor.Figures figures = sluice.monitor().figures();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return List.of(
                "heapKb=" + heap / 1024,
                "threads=" + ManagementFactory.getThreadMXBean().getThreadCount(),
                "files=" + files,
                "open=" + figures.open(),
                "messages=" + figures.messages(),
                "messageAge=" + seconds(figures.messageAge()),
                "deadLetters=" + figures.deadLetters(),
                "unsignedAge=" + seconds(figures.unsignedAge()),
                "incidents=" + engine.monitor().openIncidents());
    }

    private static long seconds(Optional<Duration> age) {
        return age.map(Duration::toSeconds).orElse(0L);
    }

    private Actor human(String person) {
        return sluice.actors().human(person);
    }
}
