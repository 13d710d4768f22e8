package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepVocabularyTest {
    static class Inherited {
        public String base() {
            return "base";
        }
    }

    static final class Bean extends Inherited {
        public String asked(String by) {
            return by;
        }

        public static String shared() {
            return "";
        }

        String hidden() {
            return "";
        }

        @Override
        public String toString() {
            return "bean";
        }
    }

    private final StepVocabulary vocabulary = vocabulary();

    private static StepVocabulary vocabulary() {
        JavaDelegate step = execution -> {};
        Supplier<Object> fresh = Object::new;
        return new StepVocabulary(Map.of("step", step, "fresh", fresh, "bean", new Bean()), Set.of("a.topic"));
    }

    @Test
    void tellsStepsFromBeans() {
        assertThat(vocabulary.isStep("step")).isTrue();
        assertThat(vocabulary.isStep("fresh")).isTrue();
        assertThat(vocabulary.isStep("bean")).isFalse();
        assertThat(vocabulary.isStep("unknown")).isFalse();
    }

    @Test
    void makesASuppliedStepAnew() {
        assertThat(vocabulary.resolve("fresh")).isNotNull().isNotSameAs(vocabulary.resolve("fresh"));
        assertThat(vocabulary.resolve("step")).isSameAs(vocabulary.resolve("step"));
        assertThat(vocabulary.resolve("unknown")).isNull();
    }

    @Test
    void offersTheMethodsOfABeanAndOfWhatItExtends() {
        assertThat(vocabulary.methods("bean", "asked", 1)).hasSize(1);
        assertThat(vocabulary.methods("bean", "base", 0)).hasSize(1);
    }

    @Test
    void offersNothingElse() {
        assertThat(vocabulary.methods("bean", "asked", 0)).isEmpty();
        assertThat(vocabulary.methods("bean", "shared", 0)).isEmpty();
        assertThat(vocabulary.methods("bean", "hidden", 0)).isEmpty();
        assertThat(vocabulary.methods("bean", "toString", 0)).isEmpty();
        assertThat(vocabulary.methods("bean", "getClass", 0)).isEmpty();
        assertThat(vocabulary.methods("step", "execute", 1)).isEmpty();
        assertThat(vocabulary.methods("fresh", "get", 0)).isEmpty();
        assertThat(vocabulary.methods("unknown", "asked", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "execution", "task", "1a"})
    void refusesNamesThatNoExpressionCanSpell(String name) {
        assertThatThrownBy(() -> new StepVocabulary(Map.of(name, new Bean()), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATopicThatIsNoIdentifier() {
        assertThatThrownBy(() -> new StepVocabulary(Map.of(), Set.of("a topic")))
                .isInstanceOf(InvalidInputException.class);
    }
}
