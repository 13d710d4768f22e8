package io.sluice.promotion.bpmn.verify.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What every page consists of: our frame, style and script, and the viewer that the build has fetched. */
final class PageParts {
    static final String FRAME = resource("page.html");
    static final String STYLE =
            resource("viewer/diagram-js.css") + resource("viewer/bpmn-js.css") + resource("page.css");
    static final String VIEWER = resource("viewer/bpmn-navigated-viewer.production.min.js");
    static final String VIEWER_LICENCE = resource("viewer/LICENSE");
    static final String SCRIPT = resource("page.js");

    private PageParts() {}

    /** Names a script in a page's policy, so that no other one runs. */
    static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("This build was made without " + name + ", which the page needs.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
