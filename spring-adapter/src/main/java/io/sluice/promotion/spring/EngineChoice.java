package io.sluice.promotion.spring;

/** On which process engine promotions run. */
public enum EngineChoice {
    /** One that Sluice starts for itself, beside whatever the application has. */
    OWN,

    /** The application's own, on which its other processes run, too. */
    HOST
}
