package io.sluice.promotion.bpmn.engine;

/**
 * Judges a process file before it is stored. The engine asks every guard in order, inside the transaction of the
 * deployment and whichever way the file came in; the first refusal undoes the whole deployment. Files that were stored
 * earlier are never judged again: promotions run on them.
 */
@FunctionalInterface
public interface DeploymentGuard {
    /**
     * Returns when the file may be deployed.
     *
     * @param resource the name of the file in its deployment
     * @param bpmn the bytes as they came in; guards must not change them
     * @throws io.sluice.promotion.problem.InvalidInputException when it may not
     */
    void check(String resource, byte[] bpmn);
}
