package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.SluiceEngine;

/** A bean that has the last word about how the engine is built; several are called in their order. */
@FunctionalInterface
public interface SluiceCustomizer {
    /** Changes what the properties and beans of the application made of the builder. */
    void customize(SluiceEngine.Builder builder);
}
