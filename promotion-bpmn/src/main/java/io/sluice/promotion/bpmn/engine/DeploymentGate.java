package io.sluice.promotion.bpmn.engine;

/**
 * Judges the files of a deployment together, inside its transaction and whichever way they came in. What it throws undoes
 * the deployment.
 */
public interface DeploymentGate {
    /**
     * Returns when the files may be stored.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException when they may not
     */
    void admit(NewDeployment deployment);

    /** Told of files that were stored earlier and are read again, after a restart for example; never refuses. */
    void readAgain(NewDeployment deployment);

    /** Lets everything through. */
    static DeploymentGate open() {
        return new DeploymentGate() {
            @Override
            public void admit(NewDeployment deployment) {}

            @Override
            public void readAgain(NewDeployment deployment) {}
        };
    }
}
