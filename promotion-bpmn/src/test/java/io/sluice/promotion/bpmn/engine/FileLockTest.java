package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.transaction.Transactions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.camunda.bpm.engine.ProcessEngines;
import org.junit.jupiter.api.Test;

/** A process file cannot keep the engine busy, make it read something else, or come in unseen. */
class FileLockTest extends LockdownContract {
    @Test
    void aLoopWithoutAPauseIsStopped() {
        String file = BpmnFile.process(
                CODE,
                "<startEvent id=\"start\" /><exclusiveGateway id=\"a\" /><exclusiveGateway id=\"b\" />"
                        + BpmnFile.flow("start", "a") + BpmnFile.flow("a", "b") + BpmnFile.flow("b", "a"));

        assertRefused(file, "bpmn.endlessLoop");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasMessageContaining("without a pause");
    }

    @Test
    void processesThatCallEachOtherForEverAreStopped() {
        inner.getRepositoryService()
                .createDeployment()
                .addString("a.bpmn", BpmnFile.sequence("a", "<callActivity calledElement=\"b\" />"))
                .addString("b.bpmn", BpmnFile.sequence("b", "<callActivity calledElement=\"a\" />"))
                .deploy();

        assertThatThrownBy(() -> inner.getRuntimeService().startProcessInstanceByKey("a"))
                .hasMessageContaining("without a pause");
    }

    @Test
    void aTimerBombDoesNotGoOff() {
        String file = repeatingTimer("R/PT0S");

        assertRefused(file, "bpmn.timer");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasStackTraceContaining("once a minute");
    }

    @Test
    void aCronTimerThatGoesOffEverySecondDoesNotStart() {
        String file = repeatingTimer("* * * * * ?");

        assertRefused(file, "bpmn.timer");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasStackTraceContaining("once a minute");
    }

    @Test
    void anExternalEntityIsNotRead() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        String file = "<!DOCTYPE definitions [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + BpmnFile.sequence(CODE, "<userTask><documentation>&x;</documentation></userTask>");

        assertRefused(file, "bpmn.doctype");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasStackTraceContaining("DOCTYPE");
    }

    @Test
    void aBombOfEntitiesIsNotExpanded() {
        StringBuilder entities = new StringBuilder("<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            entities.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        String file = "<!DOCTYPE definitions [" + entities + "]>"
                + BpmnFile.sequence(CODE, "<userTask><documentation>&a29;</documentation></userTask>");

        assertRefused(file, "bpmn.doctype");
        assertThatThrownBy(() -> deployAndStart(inner, file)).hasStackTraceContaining("DOCTYPE");
    }

    @Test
    void aSchemaLocationIsNotFetched() throws IOException {
        AtomicInteger visits = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> countVisits(server, visits));
            listener.setDaemon(true);
            listener.start();
            String file = BpmnFile.sequence(CODE, "<userTask />")
                    .replace(
                            "targetNamespace=",
                            "xsi:schemaLocation=\"http://www.omg.org/spec/DD/20100524/DI http://127.0.0.1:"
                                    + server.getLocalPort() + "/x.xsd\" targetNamespace=");

            assertRefused(file, "bpmn.schemaLocation");
            provoke(inner, file);
            assertThat(visits).hasValue(0);

            provoke(delivered, file);
            assertThat(visits).hasPositiveValue();
        }
    }

    @Test
    void aHugeFileIsNotRead() {
        byte[] file = new byte[50 * 1024 * 1024];

        assertThatThrownBy(() -> guarded.getRepositoryService()
                        .createDeployment()
                        .addInputStream("attack.bpmn", new ByteArrayInputStream(file))
                        .deploy())
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.tooLarge"));
    }

    @Test
    void aBottomlessFileIsNotRead() {
        String file = BpmnFile.definitions("<a>".repeat(20_000) + "</a>".repeat(20_000));

        assertRefused(file, "bpmn.tooLarge");
        assertThatThrownBy(() -> deployAndStart(inner, file)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void everyWayIntoTheEngineIsGuarded() {
        var repository = guarded.getRepositoryService();
        String file = condition(program());

        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addZipInputStream(new ZipInputStream(new ByteArrayInputStream(zip("attack.bpmn", file))))
                        .deploy())
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addString("attack.bpmn20.xml", file)
                        .deploy())
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addInputStream("attack.bpmn", new ByteArrayInputStream(BpmnFile.bytes(file)))
                        .enableDuplicateFiltering(true)
                        .name("attack")
                        .deploy())
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addString("form.html", "<script>alert(1)</script>")
                        .deploy())
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.fileNotAllowed"));
        assertThat(repository.createDeploymentQuery().count()).isZero();
    }

    @Test
    void whatRunsAlreadyIsReadAgainThoughItWouldBeRefusedToday() {
        String file = condition(program());
        inner.getRepositoryService()
                .createDeployment()
                .addString("attack.bpmn", file)
                .deploy();
        EmbeddedEngine restarted = EmbeddedEngine.on(Transactions.threadBound(innerDatabase.dataSource()))
                .vocabulary(vocabulary())
                .start();
        try {
            var runtime = restarted.processEngine().getRuntimeService();

            assertThatThrownBy(() -> runtime.startProcessInstanceByKey(CODE)).hasMessageContaining("not evaluated");
            assertThat(marker).doesNotExist();
        } finally {
            restarted.close();
        }
    }

    @Test
    void theEngineIsInNoPublicDirectory() {
        assertThat(ProcessEngines.getProcessEngines()).doesNotContainKey(guarded.getName());
    }

    @Test
    void whatTheEngineFindsWrongIsRefusedWithItsLine() {
        String file = BpmnFile.process(CODE, "<startEvent id=\"start\" />\n" + BpmnFile.flow("start", "nowhere"));

        assertThatThrownBy(() -> deployAndStart(guarded, file))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.invalid"))
                .hasMessageContaining("Line ");
    }

    private static String repeatingTimer(String cycle) {
        return BpmnFile.process(
                CODE, """
                <startEvent id="start" />
                <userTask id="task" />
                <boundaryEvent id="again" attachedToRef="task" cancelActivity="false">
                  <timerEventDefinition id="timer"><timeCycle>%s</timeCycle></timerEventDefinition>
                </boundaryEvent>
                <endEvent id="end" />
                """.formatted(cycle) + BpmnFile.flow("start", "task") + BpmnFile.flow("again", "end"));
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(BpmnFile.bytes(content));
        }
        return bytes.toByteArray();
    }

    private static void countVisits(ServerSocket server, AtomicInteger visits) {
        while (!server.isClosed()) {
            try {
                Socket visitor = server.accept();
                visits.incrementAndGet();
                visitor.close();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
