package io.sluice.promotion.spring.rest;

/** The calls that show what a feature promises: every operation of it with every status that openapi.yaml documents. */
public interface ContractCalls {
    /** Makes them; whatever comes back is compared with the file. */
    void make(ContractWorld world);
}
