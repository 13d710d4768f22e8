package io.sluice.promotion.control;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/** What a control is about. There is at most one control in force about the same thing. */
public sealed interface ControlScope {
    /**
     * The line is stopped: nothing goes forward into the workspace, or into any workspace.
     *
     * @param workspace empty means the whole organization
     */
    record Line(Optional<WorkspaceId> workspace) implements ControlScope {
        @Override
        public String key() {
            return "line:" + workspace.map(WorkspaceId::value).orElse("*");
        }
    }

    /**
     * An artifact stays in a workspace as it is.
     *
     * @param workspace where
     * @param artifact what
     * @param release what was live when it was pinned
     */
    record Pinned(WorkspaceId workspace, ArtifactRef artifact, ReleaseId release) implements ControlScope {
        @Override
        public String key() {
            return pin(workspace, artifact);
        }
    }

    /**
     * Content that nobody shall bring anywhere any more, under whatever label.
     *
     * @param artifact of which artifact
     * @param digest the content
     */
    record BadVersion(ArtifactRef artifact, Digest digest) implements ControlScope {
        @Override
        public String key() {
            return "bad:" + artifact + ":" + digest;
        }
    }

    /**
     * Sluice asks for no promotion of an artifact into a workspace by itself.
     *
     * @param workspace where
     * @param artifact what
     */
    record AutomationHeld(WorkspaceId workspace, ArtifactRef artifact) implements ControlScope {
        @Override
        public String key() {
            return "hold:" + workspace + ":" + artifact;
        }
    }

    /** The same for whatever has the same kind and is about the same thing; different for everything else. */
    String key();

    /** The key of a pin, whatever was live when it was set. */
    static String pin(WorkspaceId workspace, ArtifactRef artifact) {
        return "pin:" + workspace + ":" + artifact;
    }
}
