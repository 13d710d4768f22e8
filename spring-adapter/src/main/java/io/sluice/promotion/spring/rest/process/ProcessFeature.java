package io.sluice.promotion.spring.rest.process;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.bpmn.deploy.Change;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.deploy.ProcessVersion;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.policy.PolicyBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Process files: judging, deploying, reading and comparing them. */
public final class ProcessFeature implements Feature {
    private static final String PROCESSES = ORGANIZATION + "/processes";
    private static final String XML = "application/xml";

    private record VerificationBody(String resource, String xml, Optional<JsonNode> policy) {}

    private record VerificationView(
            String file, String verdict, boolean proved, int states, long millis, List<FindingView> findings) {
        private static VerificationView of(Verification verification) {
            return new VerificationView(
                    verification.file(),
                    verification.verdict().word(),
                    verification.isProved(),
                    verification.states(),
                    verification.millis(),
                    verification.findings().stream().map(FindingView::of).toList());
        }
    }

    private record ProcessDiff(List<Change> changes) {}

    private final ProcessDefinitions definitions;

    /** Over the engine's door. */
    public ProcessFeature(ProcessDefinitions definitions) {
        this.definitions = definitions;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(PROCESSES, this::list);
        routes.post(PROCESSES, this::deploy).query(UploadedFiles.RESOURCE).consumes(UploadedFiles.TYPES);
        routes.post(ORGANIZATION + "/process-verifications", this::verify)
                .query(UploadedFiles.RESOURCE)
                .consumes(UploadedFiles.TYPES);
        routes.get(ORGANIZATION + "/refused-processes", this::refused);
        routes.get(PROCESSES + "/{process}/versions/{version}/file", this::file);
        routes.get(PROCESSES + "/{process}/certificates", this::certificates);
        routes.get(PROCESSES + "/{process}/diff", this::diff).query("from", "to");
    }

    private Answer list(Call call) {
        return Answer.shown(shown(call, definitions.list(call.actor(), call.organization())));
    }

    private Answer deploy(Call call) {
        Map<String, byte[]> files = UploadedFiles.of(call);
        return Answer.done(shown(call, definitions.deploy(call.actor(), call.organization(), files)));
    }

    private Answer verify(Call call) {
        if (call.contentType().equals(XML)) {
            Map.Entry<String, byte[]> file =
                    UploadedFiles.of(call).entrySet().iterator().next();
            return judged(definitions.verify(call.actor(), call.organization(), file.getKey(), file.getValue()));
        }
        VerificationBody body = call.body(VerificationBody.class);
        byte[] bpmn = body.xml().getBytes(StandardCharsets.UTF_8);
        return judged(PolicyBody.read(body.policy())
                .map(policy -> definitions.verify(call.actor(), call.organization(), body.resource(), bpmn, policy))
                .orElseGet(() -> definitions.verify(call.actor(), call.organization(), body.resource(), bpmn)));
    }

    private static Answer judged(Verification verification) {
        return Answer.done(VerificationView.of(verification));
    }

    private Answer refused(Call call) {
        return Answer.shown(Page.all(definitions.refusedNow(call.actor(), call.organization()).stream()
                .map(ProofView::of)
                .toList()));
    }

    /** Byte by byte as it was deployed, so that its digest is that of the version. */
    private Answer file(Call call) {
        int version = version(call.path("version"));
        byte[] bpmn = definitions.file(call.actor(), call.organization(), call.path("process"), version);
        String name = call.path("process").replaceAll("[^A-Za-z0-9.-]", "-") + "-" + version + ".bpmn";
        return Answer.download(XML, name, out -> out.write(bpmn));
    }

    private Answer certificates(Call call) {
        return Answer.shown(
                Page.all(definitions.certificates(call.actor(), call.organization(), call.path("process")).stream()
                        .map(certificate -> CertificateView.of(certificate, call.people()))
                        .toList()));
    }

    private Answer diff(Call call) {
        return Answer.shown(new ProcessDiff(definitions.diff(
                call.actor(),
                call.organization(),
                call.path("process"),
                required(call, "from"),
                required(call, "to"))));
    }

    private static Page<ProcessVersionView> shown(Call call, List<ProcessVersion> versions) {
        return Page.all(versions.stream()
                .map(version -> ProcessVersionView.of(version, call.people()))
                .toList());
    }

    /** What is no number names no version. */
    private static int version(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
    }

    private static int required(Call call, String name) {
        return call.number(name, 1, 999_999_999)
                .orElseThrow(() -> new InvalidInputException(name, "field.required", name + " is required."));
    }
}
