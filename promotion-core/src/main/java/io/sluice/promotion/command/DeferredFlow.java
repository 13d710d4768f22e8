package io.sluice.promotion.command;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.PromotionFlow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands in for the flow while the doors it needs are being made. */
public final class DeferredFlow implements PromotionFlow {
    private volatile @Nullable PromotionFlow flow;

    public void become(PromotionFlow made) {
        this.flow = made;
    }

    @Override
    public boolean canRun(OrganizationId organization, String process) {
        return flow().canRun(organization, process);
    }

    @Override
    public Optional<ProcessProof> prove(OrganizationId organization, PromotionPolicy policy) {
        return flow().prove(organization, policy);
    }

    @Override
    public List<ProcessProof> proveRunning(List<PromotionRequest> running, PromotionPolicy policy) {
        return flow().proveRunning(running, policy);
    }

    @Override
    public void start(PromotionRequest request) {
        flow().start(request);
    }

    @Override
    public void decided(PromotionRequest request, HumanTask task, boolean approved) {
        flow().decided(request, task, approved);
    }

    @Override
    public void stageOpened(PromotionRequest request, HumanTask task) {
        flow().stageOpened(request, task);
    }

    @Override
    public void timesChanged(PromotionRequest request) {
        flow().timesChanged(request);
    }

    @Override
    public void repaired(PromotionRequest request, HumanTask task) {
        flow().repaired(request, task);
    }

    @Override
    public void stop(PromotionRequest request) {
        flow().stop(request);
    }

    private PromotionFlow flow() {
        PromotionFlow made = flow;
        if (made == null) {
            throw new IllegalStateException("Sluice is still starting.");
        }
        return made;
    }
}
