package io.sluice.promotion.spring;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.administration.Administration;
import io.sluice.promotion.spring.rest.board.BoardFeature;
import io.sluice.promotion.spring.rest.promotion.ArtifactFeature;
import io.sluice.promotion.spring.rest.promotion.CommandFeature;
import io.sluice.promotion.spring.rest.promotion.CommentFeature;
import io.sluice.promotion.spring.rest.promotion.DecisionFeature;
import io.sluice.promotion.spring.rest.promotion.EligibilityFeature;
import io.sluice.promotion.spring.rest.promotion.ProcessFeature;
import io.sluice.promotion.spring.rest.promotion.PromotionFeature;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.promotion.TrailFeature;
import io.sluice.promotion.spring.rest.queue.QueueFeature;
import io.sluice.promotion.spring.rest.session.DescriptionFeature;
import io.sluice.promotion.spring.rest.session.SessionFeature;
import java.util.List;
import java.util.stream.Stream;

/** Everything that the REST API can do. */
final class ApiFeatures {
    private ApiFeatures() {}

    static List<Feature> of(SluiceEngine engine, IdentityDirectory directory) {
        List<Feature> promotions = promotions(engine.sluice(), PromotionProcesses.of(engine), directory);
        return Stream.concat(promotions.stream(), Administration.features(engine.sluice(), engine).stream())
                .toList();
    }

    /** What is about promotions. */
    static List<Feature> promotions(Sluice sluice, PromotionProcesses processes, IdentityDirectory directory) {
        return List.of(
                new DescriptionFeature(),
                new SessionFeature(sluice),
                new BoardFeature(sluice, processes),
                new QueueFeature(sluice, processes),
                new PromotionFeature(sluice, processes, directory),
                new CommandFeature(sluice, processes, directory),
                new DecisionFeature(sluice, processes),
                new CommentFeature(sluice),
                new TrailFeature(sluice),
                new ProcessFeature(sluice, processes),
                new EligibilityFeature(sluice, processes, directory),
                new ArtifactFeature(sluice, processes));
    }
}
