package io.sluice.promotion.bpmn;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.testing.SluiceFixture;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

/** An engine on the database of a fixture, beside its doors, that does nothing by itself. */
public final class SpareEngine {
    private static final String WORKER = "spare";
    private static final long LOCKED_MILLIS = 60_000;

    private SpareEngine() {}

    /** Starts it; the caller closes it. */
    public static SluiceEngine beside(SluiceFixture acme) {
        return SluiceEngine.builder()
                .transactions(acme.transactions())
                .core(acme::wire)
                .resting()
                .start();
    }

    /** The work for outside of a promotion fails for the last time. */
    public static void givesUp(SluiceEngine engine, PromotionId promotion, String message) {
        ExternalTaskService tasks = engine.processEngine().getExternalTaskService();
        String topic = tasks.createExternalTaskQuery().active().list().stream()
                .filter(task -> promotion.value().equals(task.getBusinessKey()))
                .findFirst()
                .orElseThrow()
                .getTopicName();
        List<LockedExternalTask> locked = tasks.fetchAndLock(1, WORKER)
                .topic(topic, LOCKED_MILLIS)
                .businessKey(promotion.value())
                .execute();
        tasks.handleFailure(locked.get(0).getId(), WORKER, message, 0, 0);
    }
}
