package io.sluice.promotion.spi;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * The host's code that makes a version live. Called outside any transaction, on a thread of Sluice's, by one node at a
 * time for one target. Throwing means that nobody knows how the call ended. Sluice then asks {@link #current} before it
 * calls {@link #deploy} again, so that one is repeated only when the version did not become live; {@link #verify} and
 * {@link #restore} are repeated without asking.
 */
public interface Deployer {
    /** What a call came to. */
    sealed interface Result {
        /** What a person should know, may be empty. */
        String message();

        /**
         * It is done.
         *
         * @param message for people, may be empty
         */
        record Done(String message) implements Result {}

        /**
         * It is certain that it did not happen, or that what happened does not work.
         *
         * @param message why, for people
         */
        record Failed(String message) implements Result {}

        /** It is done. */
        static Result done() {
            return new Done("");
        }

        /** It is certain that it did not happen. */
        static Result failed(String message) {
            return new Failed(message);
        }
    }

    /**
     * Makes {@link Deployment#version()} live. Must refuse content whose digest is not {@link Deployment#digest()}, and
     * a {@link Deployment#fence()} lower than one it has seen for the same workspace and artifact.
     */
    Result deploy(Deployment deployment);

    /** Proves that the version that was just deployed works there. */
    default Result verify(Deployment deployment) {
        return Result.done();
    }

    /** Puts {@link Deployment#previous()} back, or takes the artifact away when there is none. */
    Result restore(Deployment deployment);

    /** The digest that is live now; empty when nothing is. Throws when it cannot tell. */
    Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact);
}
