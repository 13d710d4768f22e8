package io.sluice.promotion.spring.rest.matrix;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.SpareEngine;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.ShippedFeatures;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ApiServer;
import io.sluice.promotion.spring.rest.Contract;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.administration.Administration;
import io.sluice.promotion.spring.rest.process.ProcessCalls;
import io.sluice.promotion.spring.rest.promotion.CannedProcesses;
import io.sluice.promotion.spring.rest.promotion.Scene;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.workspace.EnvironmentType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An acme in which there is one of everything that an operation can be about, and a server before it. Made once for all
 * tests of this package, which leave it as they found it.
 */
final class World implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String HERE = "/organizations/acme";

    private final TestDatabase database = TestDatabase.h2Memory();
    private final SluiceFixture acme = SluiceFixture.on(database.dataSource());
    private final SluiceEngine engine = SpareEngine.beside(acme);
    private final ApiServer server = ApiServer.start(acme, features(), new Undo(acme.transactions()));
    private final Contract contract = Contract.load();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> parts = new LinkedHashMap<>();

    private World() {
        Cast.join(acme.directory());
        acme.populate(GLOBEX);
        acme.replacePolicy(STAGING, policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        artifacts();
        promotions();
        setUp();
        controls();
        processes();
        while (acme.sluice().anchoring().run(1_000) > 0) {
            // Goes on until everything is anchored.
        }
        acme.deployer().goesAnywhere();
        parts.put("organization", "acme");
        parts.put("workspace", "staging");
        parts.put("kind", "AGENT");
        parts.put("artifact", "cashier");
        parts.put("version", "1.0.0");
        parts.put("check", "tests");
        parts.put("seq", "1");
        parts.put("process", "careful");
        parts.put("promotion", names.get("open"));
    }

    /** The world of this package. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(World.class))
                    .getOrComputeIfAbsent(World.class, type -> new World(), World.class);
        }
    }

    ApiServer server() {
        return server;
    }

    Contract contract() {
        return contract;
    }

    List<Row> rows() {
        return Rows.read(contract, names, parts);
    }

    /** What stands in operations.yaml in the places of names. */
    Map<String, String> names() {
        return names;
    }

    Snapshot snapshot() {
        return Snapshot.of(database.dataSource());
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        database.close();
    }

    private List<Feature> features() {
        List<Feature> features = new ArrayList<>(ShippedFeatures.promotions(acme, new CannedProcesses(acme.sluice())));
        features.addAll(Administration.features(acme.sluice(), engine));
        return features;
    }

    private void artifacts() {
        Scene scene = new Scene(acme);
        scene.registered("fresh");
        scene.registered("crisp");
        PromotionRequest first = scene.completed("cashier");
        names.put("former", live("cashier"));
        acme.register(first.artifact(), "2.0.0");
        names.put("done", scene.promoted(first.artifact(), "2.0.0").id().value());
        names.put("cashier.digest", digest("1.0.0").value());
        names.put("digest", digest("something else").value());
        parts.put("release", live("cashier"));
        acme.dispatch();
        acme.notifier().refuses();
        acme.sluice().steps().note(ACME, scene.open("told").id(), "hello");
        acme.dispatch();
        acme.notifier().clear();
        parts.put("letter", first("root", "/dead-letters"));
        drifted(scene);
    }

    private void drifted(Scene scene) {
        PromotionRequest first = scene.completed("drifter");
        acme.register(first.artifact(), "2.0.0");
        scene.promoted(first.artifact(), "2.0.0");
        acme.deployer().put(ACME, STAGING, first.artifact(), Optional.of(digest("1.0.0")));
        names.put("drifter.digest", digest("1.0.0").value());
        send("dan", "/workspaces/staging/drift-checks", "{}");
    }

    private void promotions() {
        Scene scene = new Scene(acme);
        PromotionRequest open = scene.open("waiting");
        names.put("open", open.id().value());
        names.put("open.subject", open.subjectHash());
        names.put("repair", broken(scene).id().value());
        PromotionRequest urgent = scene.open("urgent");
        declare(urgent);
        names.put("urgent", urgent.id().value());
        PromotionRequest bypassed = scene.open("bypassed");
        declare(bypassed);
        acme.directory().member(ACME, "bert", "break-glass");
        acme.sluice().emergencies().confirm(acme.human("bert"), ACME, bypassed.id(), bypassed.subjectHash(), key());
        acme.flow().deployAndFinish(bypassed.id());
        names.put("bypassed", bypassed.id().value());
    }

    private PromotionRequest broken(Scene scene) {
        PromotionRequest broken = scene.open("broken");
        acme.approve(broken.id(), "bob");
        acme.flow().reserve(broken.id());
        acme.flow().confirm(broken.id());
        acme.flow().deploy(broken.id());
        acme.deployer().fails(Step.RESTORE, "unreachable");
        acme.flow().restore(broken.id());
        acme.flow().openRepair(broken.id());
        return broken;
    }

    private void declare(PromotionRequest request) {
        acme.directory().member(ACME, "ben", "break-glass");
        acme.sluice()
                .emergencies()
                .declare(
                        acme.human("ben"),
                        ACME,
                        request.id(),
                        request.subjectHash(),
                        "customers cannot sign in since noon",
                        Optional.empty(),
                        key());
    }

    private void setUp() {
        acme.create(ACME, NewWorkspace.of("attic", "Attic", EnvironmentType.SANDBOX));
        parts.put(
                "change",
                acme.propose(PROD, acme.policy(PROD).withChecks(List.of())).id().value());
        tagged("/configuration-keys", "PATCH", "/configuration-keys", """
                {"define":[{"name":"region","type":"TEXT"},{"name":"retries","type":"INTEGER"},\
                {"name":"unused","type":"TEXT"}],"reason":"begin"}""");
        tagged("/workspaces/staging/configuration", "PATCH", "/workspaces/staging/configuration", """
                {"set":{"region":"us"},"reason":"begin"}""");
        parts.put("freeze", id(send("pia", "/freezes", """
                {"title":"Easter","reason":"nobody is here","workspace":"staging","start":"2026-04-03T00:00",\
                "duration":"P4D","zone":"Europe/Berlin","granters":{"persons":["gus"]}}""")));
        parts.put("result", report());
        parts.put("delegation", id(send("dave", "/delegations", """
                {"from":"2026-04-01T00:00:00Z","until":"2026-04-08T00:00:00Z","reason":"away"}""")));
        parts.put(
                "webhook",
                send("root", "/webhooks", "{\"url\":\"https://hooks.example.org\"}")
                        .path("webhook")
                        .path("id")
                        .asText());
        parts.put("waiver", id(send("pia", "/waivers", """
                {"finding":"V-CONDITION:urgent","digest":"%s","reason":"read by two of us",\
                "until":"2026-04-01T00:00:00Z"}""".formatted(
                        digest("file").value()))));
        parts.put("hold", id(send("root", "/legal-holds", "{\"workspace\":\"staging\",\"reason\":\"case 7\"}")));
        acme.directory().member(ACME, "tess", "org-admin");
        send("tess", "/webhooks", "{\"url\":\"https://hooks.example.org/tess\"}");
        acme.directory().deactivate(ACME, "tess");
    }

    private String report() {
        return id(send("ci-bot", "/workspaces/staging/checks", """
                {"artifact":{"kind":"AGENT","id":"cashier"},"version":"1.0.0","digest":"%s","name":"tests",\
                "verdict":"PASSED","summary":"812 of 812"}""".formatted(
                        digest("1.0.0").value())));
    }

    private void controls() {
        new Scene(acme).completed("pinned");
        send("root", "/line/stop", "{\"workspace\":\"sandbox\",\"reason\":\"the network is down\"}");
        String there = "/workspaces/staging/artifacts/AGENT/pinned";
        send("root", there + "/pin", "{\"reason\":\"we look at it first\"}");
        send("root", there + "/automation/hold", "{\"reason\":\"we look at it first\"}");
        send("root", "/artifacts/AGENT/pinned/versions/1.0.0/mark-bad", "{\"reason\":\"it forgets people\"}");
    }

    private void processes() {
        String shipped = server.as("vic")
                .get(HERE + "/processes/promotion/versions/1/file")
                .text();
        String careful = shipped.replace("process id=\"promotion\"", "process id=\"careful\"")
                .replace("bpmnElement=\"promotion\"", "bpmnElement=\"careful\"");
        names.put("xml", careful);
        deployed("careful", careful.replaceFirst("name=\"Deploy\"", "name=\"Deploy it\""));
        deployed("careful", careful.replaceFirst("name=\"Deploy\"", "name=\"Deploy this\""));
        deployed("train", ProcessCalls.train(shipped));
        WorkspaceId station = new WorkspaceId("station");
        acme.create(
                ACME,
                NewWorkspace.of("station", "Station", EnvironmentType.STAGING).after("dev"));
        engine.sluice()
                .policies()
                .replace(
                        acme.human("pia"),
                        ACME,
                        station,
                        1,
                        acme.policy(station).withProcess("train"),
                        "it leaves at noon",
                        key());
        names.put("passenger", running("passenger", station).value());
        PromotionId running = running("runner", STAGING);
        names.put("running", running.value());
        SpareEngine.givesUp(engine, running, "the registry is down");
        parts.put("incident", first("root", "/incidents"));
    }

    private void deployed(String process, String xml) {
        Reply reply = server.as("root")
                .with("Content-Type", "application/xml")
                .send("POST", HERE + "/processes?resource=" + process + ".bpmn", xml);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private PromotionId running(String name, WorkspaceId target) {
        ArtifactRef artifact = new Scene(acme).registered(name);
        return engine.sluice()
                .promotions()
                .request(acme.human("rita"), ACME, NewPromotion.of(artifact, "1.0.0", DEV, target, "because"), key())
                .id();
    }

    private String live(String artifact) {
        return server.as("vic")
                .get(HERE + "/workspaces/staging/artifacts/AGENT/" + artifact + "/release")
                .json()
                .path("id")
                .asText();
    }

    private String first(String person, String list) {
        return id(server.as(person).get(HERE + list).json().path("items").path(0));
    }

    private JsonNode send(String person, String path, String body) {
        Reply reply = server.as(person).post(HERE + path, body);
        assertThat(reply.status()).as("%s: %s", path, reply.text()).isBetween(200, 204);
        return reply.json();
    }

    private void tagged(String seen, String method, String path, String body) {
        Reply reply = server.as("root")
                .with("If-Match", server.as("root").get(HERE + seen).header("ETag"))
                .with("Content-Type", JSON)
                .send(method, HERE + path, body);
        assertThat(reply.status()).as("%s: %s", path, reply.text()).isEqualTo(200);
    }

    private static String id(JsonNode made) {
        assertThat(made.path("id").asText()).as(made.toString()).isNotEmpty();
        return made.path("id").asText();
    }
}
