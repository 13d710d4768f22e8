package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a process is judged by while no policy uses it: checks, and the approval stages that its own steps name. */
public final class AskedStages {
    private final ProcessLibrary called;
    private final Set<String> stages = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    private AskedStages(ProcessLibrary called) {
        this.called = called;
    }

    /**
     * The demands that fit a file. Where no step names a stage, one approval is demanded all the same: a process that
     * asks nobody is not what one expects to be proved by default.
     *
     * @param bpmn the bytes of the file, of which anything may be broken
     * @param called where the processes lie that its call activities name
     */
    public static PolicyDemands of(byte[] bpmn, ProcessLibrary called) {
        AskedStages asked = new AskedStages(called);
        asked.collect(bpmn);
        return new PolicyDemands(
                asked.stages.isEmpty() ? List.of(ApprovalStage.ONLY) : new ArrayList<>(asked.stages), true);
    }

    private void collect(byte[] bpmn) {
        read(bpmn).ifPresent(root -> root.withDescendants().forEach(this::collect));
    }

    private void collect(ProcessElement element) {
        if (element.is("userTask")) {
            element.property("promotion.stage")
                    .filter(stage -> !stage.isBlank())
                    .ifPresent(stages::add);
        }
        if (element.is("callActivity")) {
            element.attribute("calledElement")
                    .filter(seen::add)
                    .flatMap(called::file)
                    .ifPresent(this::collect);
        }
    }

    private static Optional<ProcessElement> read(byte[] bpmn) {
        try {
            return Optional.of(ProcessFile.read(bpmn));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }
}
