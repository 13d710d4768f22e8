package io.sluice.promotion.spring.rest;

/** Does one operation. */
public interface Handler {
    /** Asks a door of Sluice and says what to answer; whatever it throws becomes a problem. */
    Answer handle(Call call);
}
