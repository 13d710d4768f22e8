package io.sluice.promotion.spring.rest;

/** The operations of one feature. */
public interface Feature {
    /** Adds its routes. Asked once, at start. */
    void routes(Routes routes);
}
