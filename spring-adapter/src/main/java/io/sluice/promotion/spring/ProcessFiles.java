package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/** The process files that come with the application. */
final class ProcessFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessFiles.class);

    private final SluiceEngine engine;
    private final SluiceProperties settings;
    private final ResourcePatternResolver resources;

    ProcessFiles(SluiceEngine engine, SluiceProperties settings, ResourcePatternResolver resources) {
        this.engine = engine;
        this.settings = settings;
        this.resources = resources;
    }

    /** Deploys each file unless it is what new promotions run on already. */
    void deploy() {
        settings.processes().files().forEach((name, patterns) -> deploy(new OrganizationId(name), patterns));
    }

    private void deploy(OrganizationId organization, List<String> patterns) {
        Map<String, byte[]> files = read(organization, patterns);
        Actor actor = engine.sluice()
                .actors()
                .service(String.valueOf(settings.processes().deployAs()));
        files.forEach((file, bytes) -> deploy(actor, organization, file, bytes));
    }

    private void deploy(Actor actor, OrganizationId organization, String file, byte[] bytes) {
        try {
            engine.definitions().deploy(actor, organization, file, bytes);
        } catch (NotFoundException e) {
            LOG.warn(
                    "Process file {} is not deployed: there is no organization {}, or {} does not belong to it. The next"
                            + " start tries again.",
                    file,
                    organization,
                    actor.subject());
        } catch (SluiceException e) {
            throw new SluiceSetupException(
                    "The process file " + file + " cannot be deployed for " + organization + ": " + e.getMessage(),
                    e.code().equals("forbidden")
                            ? "Give " + actor.subject() + " the role policy-admin in all of the organization."
                            : "Mend the file, see docs/verifying-processes.md, or leave it out of sluice.processes.files.",
                    e);
        }
    }

    private Map<String, byte[]> read(OrganizationId organization, List<String> patterns) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String pattern : patterns) {
            try {
                for (Resource resource : resources.getResources(pattern)) {
                    try (InputStream in = resource.getInputStream()) {
                        files.put(String.valueOf(resource.getFilename()), in.readAllBytes());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (files.isEmpty()) {
            throw new SluiceSetupException(
                    "No process file matches sluice.processes.files." + organization + ": "
                            + String.join(", ", patterns),
                    "Correct the patterns, for example to classpath*:/promotions/*.bpmn.");
        }
        return files;
    }
}
