package io.sluice.promotion.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts a setup that cannot work into words, in place of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SetupFailureAnalyzer extends AbstractFailureAnalyzer<SluiceSetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SluiceSetupException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
