package io.sluice.promotion.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectTest {
    private static final Subject SUBJECT = new Subject(
            new OrganizationId("acme"),
            PromotionKind.PROMOTION,
            ArtifactRef.agent("assistant"),
            new VersionLabel("1.4.0"),
            Digest.of(new byte[] {1}),
            new WorkspaceId("staging"),
            new WorkspaceId("production"),
            7,
            List.of("tests", "security"),
            Optional.of(new ReleaseId("r-1")));

    private static final Skip SKIP = new Skip(
            "urgent", List.of(new Skip.Over(new WorkspaceId("test"), 1), new Skip.Over(new WorkspaceId("load"), 2)));

    @Test
    void hasTheSameHashForTheSameFields() throws ReflectiveOperationException {
        assertThat(with("version", new VersionLabel("1.4.0")).hash())
                .isEqualTo(SUBJECT.hash())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void hasAnotherHashWhenAnyFieldDiffers() throws ReflectiveOperationException {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("organization", new OrganizationId("other"));
        others.put("kind", PromotionKind.ROLLBACK);
        others.put("artifact", ArtifactRef.orchestration("assistant"));
        others.put("version", new VersionLabel("1.4.1"));
        others.put("digest", Digest.of(new byte[] {2}));
        others.put("source", new WorkspaceId("development"));
        others.put("target", new WorkspaceId("production-eu"));
        others.put("policyRevision", 8);
        others.put("requiredChecks", List.of("tests"));
        others.put("restores", Optional.empty());
        others.put("skip", Optional.of(SKIP));
        others.put("others", List.of(member("helper", "2.0.0", 3)));

        List<String> hashes = new ArrayList<>(List.of(SUBJECT.hash()));
        for (Map.Entry<String, Object> other : others.entrySet()) {
            hashes.add(with(other.getKey(), other.getValue()).hash());
        }

        assertThat(others.keySet())
                .as("every field has its case")
                .containsExactlyElementsOf(Arrays.stream(Subject.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void hasAnotherHashWhenAPartMovesFromOneFieldToTheNext() throws ReflectiveOperationException {
        List<Subject> alike = List.of(
                SUBJECT,
                with("source", new WorkspaceId("stagingp")),
                with("artifact", ArtifactRef.agent("assistant1")),
                with("artifact", new ArtifactRef(new ArtifactKind("AGENTA"), "ssistant")),
                with("policyRevision", 71),
                with("restores", Optional.of(new ReleaseId("r-10"))),
                with("requiredChecks", List.of("security", "tests")),
                with("requiredChecks", List.of("tests", "securit", "y")),
                with("requiredChecks", List.of("testss", "ecurity")),
                with("requiredChecks", List.of("tests|8:security")),
                with("requiredChecks", List.of("tests", "security", "")),
                with("requiredChecks", List.of()),
                with("requiredChecks", List.of("")),
                with("skip", Optional.of(SKIP)),
                with("skip", Optional.of(new Skip("urgent", SKIP.over().subList(0, 1)))),
                with("skip", Optional.of(new Skip("other", SKIP.over()))));

        assertThat(alike.stream().map(Subject::hash)).doesNotHaveDuplicates();
    }

    @Test
    void hasAnotherHashWhenAnythingAboutAFurtherItemDiffers() throws ReflectiveOperationException {
        PromotionItem one = member("helper", "2.0.0", 3);
        PromotionItem two = member("router", "3.0.0", 4);
        List<Subject> alike = List.of(
                SUBJECT,
                with("others", List.of(one)),
                with("others", List.of(one, two)),
                with("others", List.of(two, one)),
                with("others", List.of(member("helper", "2.0.1", 3))),
                with("others", List.of(member("helper", "2.0.0", 4))),
                with(
                        "others",
                        List.of(new PromotionItem(
                                one.artifact(), one.version(), one.digest(), Optional.of(new ReleaseId("r-2"))))));

        assertThat(alike.stream().map(Subject::hash)).doesNotHaveDuplicates();
    }

    private static PromotionItem member(String id, String version, int content) {
        return new PromotionItem(
                ArtifactRef.agent(id),
                new VersionLabel(version),
                Digest.of(new byte[] {(byte) content}),
                Optional.empty());
    }

    @Test
    void keepsItsHashForEver() {
        assertThat(SUBJECT.hash())
                .as("stored approvals count only for the hash they were given for")
                .isEqualTo("2f58f4542755568ddebe0143e90fdb4874452f11190002b3f1bdc849cb8169ad");
    }

    private static Subject with(String field, Object value) throws ReflectiveOperationException {
        RecordComponent[] components = Subject.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getName().equals(field)
                    ? value
                    : components[i].getAccessor().invoke(SUBJECT);
        }
        return Subject.class.getDeclaredConstructor(types).newInstance(values);
    }
}
