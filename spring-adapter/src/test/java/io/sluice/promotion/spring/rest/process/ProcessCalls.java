package io.sluice.promotion.spring.rest.process;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.bpmn.SpareEngine;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;
import io.sluice.promotion.workspace.EnvironmentType;

/** Process files, and the promotions that run on them. */
public final class ProcessCalls implements ContractCalls {
    private static final String XML = "application/xml";
    private static final WorkspaceId STATION = new WorkspaceId("station");

    @Override
    public void make(ContractWorld world) {
        String shipped = Probe.of(world, "vic")
                .get("/processes/promotion/versions/1/file")
                .text();
        String own = shipped.replace("process id=\"promotion\"", "process id=\"careful\"")
                .replace("bpmnElement=\"promotion\"", "bpmnElement=\"careful\"");
        files(world, own);
        migration(world);
        messages(world, train(shipped));
        incidents(world);
        waivers(world);
    }

    private static void files(ContractWorld world, String own) {
        Probe pia = Probe.of(world, "pia").butNot("vic");
        Reply judged = Probe.of(world, "vic").sending(XML).post("/process-verifications?resource=careful.bpmn", own);
        Reply held = world.as("vic").post("/organizations/acme/process-verifications", file(own));
        Reply broken = world.as("pia")
                .with("Content-Type", XML)
                .send("POST", "/organizations/acme/processes?resource=broken.bpmn", "<definitions>");
        Reply deployed = pia.sending(XML).post("/processes?resource=careful.bpmn", own);
        Reply changed = pia.post("/processes", "{\"files\":[" + file(renamed(own)) + "]}");
        Reply list = Probe.of(world, "vic").get("/processes");
        Reply certificates = Probe.of(world, "vic").get("/processes/careful/certificates");
        Reply diff = Probe.of(world, "vic").get("/processes/careful/diff?from=1&to=2");
        Reply refused = Probe.of(world, "vic").get("/refused-processes");

        assertThat(judged.json().path("proved").asBoolean()).isTrue();
        assertThat(held.json().path("verdict").asText()).isEqualTo("proved");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(deployed.json().path("items").findValuesAsText("version")).contains("1");
        assertThat(changed.json().path("items").findValuesAsText("version")).contains("2");
        assertThat(list.json().path("items").findValuesAsText("process")).contains("careful", "promotion");
        assertThat(certificates.json().path("items")).hasSize(2);
        assertThat(diff.json().path("changes").isArray()).isTrue();
        assertThat(refused.json().path("items")).isEmpty();
    }

    private static void migration(ContractWorld world) {
        Probe dan = Probe.of(world, "dan").butNot("vic");
        Reply plan = dan.get("/processes/careful/migration?from=1&to=2");
        PromotionId running = running(world, "runner", STAGING);
        Reply moved =
                dan.post("/processes/careful/migration", "{\"from\":1,\"to\":2,\"promotions\":[\"" + running + "\"]}");
        assertThat(plan.json().path("promotions").isArray()).isTrue();
        assertThat(moved.json().path("items").get(0).path("moved").asBoolean()).isFalse();
    }

    private static void messages(ContractWorld world, String train) {
        Reply deployed = world.as("pia")
                .with("Content-Type", XML)
                .send("POST", "/organizations/acme/processes?resource=train.bpmn", train);
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
        world.acme()
                .create(
                        ACME,
                        NewWorkspace.of("station", "Station", EnvironmentType.STAGING)
                                .after("dev"));
        world.engine()
                .sluice()
                .policies()
                .replace(
                        world.acme().human("pia"),
                        ACME,
                        STATION,
                        1,
                        world.acme().policy(STATION).withProcess("train"),
                        "it leaves at noon",
                        key());
        String path = "/promotions/" + running(world, "passenger", STATION) + "/messages";
        Reply sent = Probe.of(world, "dan").butNot("vic").post(path, "{\"message\":\"released\"}");
        Reply late = Probe.of(world, "dan").conflict(path, "{\"message\":\"released\"}");

        assertThat(sent.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(late.code()).isEqualTo("message.nobodyWaits");
    }

    /** The shipped process, which first waits for a message. */
    public static String train(String shipped) {
        return shipped.replace("process id=\"promotion\"", "process id=\"train\"")
                .replace("bpmnElement=\"promotion\"", "bpmnElement=\"train\"")
                .replace("<bpmn:incoming>checks-start</bpmn:incoming>", "<bpmn:incoming>left</bpmn:incoming>")
                .replace("sourceRef=\"requested\" targetRef=\"run-checks\" />", """
                        sourceRef="requested" targetRef="leaves" />
                        <bpmn:receiveTask id="leaves" name="Wait for the train" messageRef="train-message">
                          <bpmn:incoming>checks-start</bpmn:incoming><bpmn:outgoing>left</bpmn:outgoing>
                        </bpmn:receiveTask>
                        <bpmn:sequenceFlow id="left" sourceRef="leaves" targetRef="run-checks" />""")
                .replaceFirst(
                        "(bpmnElement=\"checks-start\">\\s*<di:waypoint x=\"198\" y=\"300\" />\\s*<di:waypoint x=\")250",
                        "$1212")
                .replaceFirst("<bpmn:error ", "<bpmn:message id=\"train-message\" name=\"released\" /><bpmn:error ")
                .replace("</bpmndi:BPMNPlane>", """
                        <bpmndi:BPMNShape id="leaves-shape" bpmnElement="leaves">
                          <dc:Bounds x="212" y="285" width="20" height="30" />
                        </bpmndi:BPMNShape>
                        <bpmndi:BPMNEdge id="left-edge" bpmnElement="left">
                          <di:waypoint x="232" y="300" /><di:waypoint x="250" y="300" />
                        </bpmndi:BPMNEdge>
                        </bpmndi:BPMNPlane>""");
    }

    private static void incidents(ContractWorld world) {
        PromotionId stuck = running(world, "walker", STAGING);
        SpareEngine.givesUp(world.engine(), stuck, "the registry is down");
        Probe dan = Probe.of(world, "dan").butNot("vic");
        Reply list = dan.get("/incidents");
        Reply retried = dan.post(
                "/incidents/" + list.json().path("items").get(0).path("id").asText() + "/retry");

        assertThat(list.json().path("items").findValuesAsText("promotion")).contains(stuck.value());
        assertThat(list.json().path("items").findValuesAsText("message")).contains("the registry is down");
        assertThat(retried.status()).isEqualTo(204);
        SpareEngine.givesUp(world.engine(), stuck, "the registry is gone");
        Reply again = world.as("dan").get("/organizations/acme/incidents");
        Reply ended = dan.post(
                "/incidents/" + again.json().path("items").get(0).path("id").asText() + "/give-up",
                "{\"reason\":\"it will not come back\"}");
        assertThat(ended.json().path("promotion").asText()).isEqualTo(stuck.value());
        assertThat(ended.json().path("status").asText()).isEqualTo("FAILED");
    }

    private static void waivers(ContractWorld world) {
        Probe pia = Probe.of(world, "pia").butNot("vic");
        Reply granted = pia.post("/waivers", """
                {"finding":"V-CONDITION:urgent","digest":"%s","reason":"read by two of us",\
                "until":"2026-04-01T00:00:00Z"}""".formatted(digest("file").value()));
        String revoke = "/waivers/" + granted.json().path("id").asText() + "/revoke";
        pia.post(revoke, "{\"reason\":\"the file has changed\"}");
        Probe.of(world, "pia").conflict(revoke, "{\"reason\":\"the file has changed\"}");
        Reply list = Probe.of(world, "vic").get("/waivers");

        assertThat(list.json().path("items").get(0).path("revokedBy").path("id").asText())
                .isEqualTo("pia");
    }

    private static PromotionId running(ContractWorld world, String name, WorkspaceId target) {
        ArtifactRef runner = ArtifactRef.agent(name);
        world.acme().register(runner, "1.0.0");
        return world.engine()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(runner, "1.0.0", DEV, target, "because"),
                        key())
                .id();
    }

    private static String renamed(String own) {
        return own.replaceFirst("name=\"Deploy\"", "name=\"Deploy it\"");
    }

    private static String file(String xml) {
        return new ObjectMapper()
                .createObjectNode()
                .put("resource", "careful.bpmn")
                .put("xml", xml)
                .toString();
    }
}
