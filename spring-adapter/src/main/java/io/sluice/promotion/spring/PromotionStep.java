package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean a step that process designers can draw: a {@code HostStep} under the topic of an external service task, a
 * {@code JavaDelegate} under a delegate expression such as <code>${bookChange}</code>. A {@code HostStep} without it is known
 * by the name of its bean; a {@code JavaDelegate} without it is no step of promotions.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PromotionStep {
    /** The topic or the name in the expression; the name of the bean when empty. */
    String value() default "";

    /** For a {@code JavaDelegate}: the codes of the BPMN errors that it can throw, which a process has to catch. */
    String[] errors() default {};

    /**
     * For a {@code JavaDelegate}: {@link Effect#HOST_CHANGES} when it may change what was checked and approved, after which
     * the verifier wants checks and approvals anew.
     */
    Effect effect() default Effect.HOST;
}
