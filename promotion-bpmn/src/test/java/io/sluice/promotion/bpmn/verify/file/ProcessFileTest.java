package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;

class ProcessFileTest {
    @Test
    void readsAFile() {
        assertThat(ProcessFile.of(BpmnFile.bytes(BpmnFile.sequence("p"))))
                .isInstanceOfSatisfying(
                        ProcessFile.Content.class,
                        content -> assertThat(content.root().is("definitions")).isTrue());
    }

    @Test
    void saysInWhichLineAFileStopsBeingXml() {
        Finding finding = unreadable("<definitions>\n<process>\n</definitions>");

        assertThat(finding.code()).isEqualTo("bpmn.notXml");
        assertThat(finding.rule()).isEqualTo(Rule.V_ELEMENT);
        assertThat(finding.element().line()).isEqualTo(3);
    }

    @Test
    void saysInWhichLineAFileReachesOut() {
        assertThat(
                        unreadable(
                                "\n<!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><definitions>&x;</definitions>"))
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("bpmn.doctype");
                    assertThat(finding.element().line()).isEqualTo(2);
                });
        assertThat(unreadable(BpmnFile.sequence("p")
                        .replace("targetNamespace", "xsi:schemaLocation=\"a b\" targetNamespace")))
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("bpmn.schemaLocation");
                    assertThat(finding.element().line()).isEqualTo(4);
                    assertThat(finding.message()).contains("schemaLocation").contains("definitions");
                });
    }

    @Test
    void saysWhichFilesAreTooLarge() {
        assertThat(unreadable(BpmnFile.sequence("p") + " ".repeat(1024 * 1024)).rule())
                .isEqualTo(Rule.V_SIZE);
        assertThat(unreadable("<a>\n".repeat(60)).element().line()).isEqualTo(51);
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThat(unreadable("").code()).isEqualTo("bpmn.empty");
    }

    @Test
    void throwsTheSameForWhoeverNeedsTheContent() {
        assertThatThrownBy(() -> ProcessFile.read(BpmnFile.bytes("<definitions>\n</process>")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.notXml"))
                .hasMessageStartingWith("Line 2: The file is not well-formed XML.");
    }

    private static Finding unreadable(String file) {
        return ((ProcessFile.Unreadable) ProcessFile.of(BpmnFile.bytes(file))).finding();
    }
}
