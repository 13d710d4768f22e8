package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.engine.BpmnGuard;
import io.sluice.promotion.bpmn.engine.StepVocabulary;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A guard with the vocabulary of the shipped process. */
abstract class GuardContract {
    final BpmnGuard guard = new BpmnGuard(vocabulary());

    static final class Policy {
        public String reminders(Object execution) {
            return "R2/PT2H";
        }

        public String approvalDeadline(Object execution) {
            return "P3D";
        }

        public String windowOpens(Object execution) {
            return "PT1M";
        }

        public String nextTry(Object execution) {
            return "2026-01-01T00:00:00Z";
        }

        public String soak(Object execution) {
            return "PT1M";
        }

        public boolean isUrgent(Object execution, String level) {
            return false;
        }
    }

    private static StepVocabulary vocabulary() {
        JavaDelegate step = execution -> {};
        Supplier<JavaDelegate> fresh = () -> step;
        return new StepVocabulary(
                Map.of(
                        "promotionRemind", step,
                        "promotionReserve", step,
                        "promotionConfirm", step,
                        "promotionNotify", fresh,
                        "promotionPolicy", new Policy()),
                Set.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback"));
    }

    void assertAllowed(String file) {
        assertThatCode(() -> guard.check("p.bpmn", BpmnFile.bytes(file))).doesNotThrowAnyException();
    }

    void assertRefused(String file, String... codes) {
        assertThatThrownBy(() -> guard.check("p.bpmn", BpmnFile.bytes(file)))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> {
                    assertThat(e.code()).isIn((Object[]) codes);
                    assertThat(e.field()).contains("bpmn");
                });
    }

    static String extension(String elements) {
        return "<extensionElements>" + elements + "</extensionElements>";
    }
}
