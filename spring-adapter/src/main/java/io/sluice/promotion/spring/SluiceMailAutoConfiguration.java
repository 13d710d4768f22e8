package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.mail.MailNotifier;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.bpmn.mail.MailTemplates;
import io.sluice.promotion.problem.InvalidInputException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** Mail by the application's own sender. */
@AutoConfiguration(
        before = SluiceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        })
@ConditionalOnClass(JavaMailSender.class)
@ConditionalOnBean(JavaMailSender.class)
@ConditionalOnProperty(
        prefix = "sluice",
        name = {"enabled", "mail.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(SluiceProperties.class)
class SluiceMailAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    MailNotifier sluiceMailNotifier(
            JavaMailSender sender, SluiceProperties settings, ObjectProvider<MailTemplates> templates) {
        SluiceProperties.Mail wanted = settings.mail();
        return new MailNotifier(
                settings(wanted),
                templates.getIfAvailable(() -> MailTemplates.standard(wanted.zone())),
                new SpringMailCarrier(sender));
    }

    private static MailSettings settings(SluiceProperties.Mail wanted) {
        String from = wanted.from();
        if (from == null || from.isBlank()) {
            throw new SluiceSetupException(
                    "There is a mail sender, but no address that Sluice's mails come from.",
                    "Set sluice.mail.from, or set sluice.mail.enabled to false.");
        }
        try {
            MailSettings.Builder builder = MailSettings.carried(from).displayName(wanted.name());
            if (wanted.replyTo() != null) {
                builder.replyTo(wanted.replyTo());
            }
            if (wanted.link() != null) {
                builder.link(wanted.link());
            }
            if (wanted.preferences() != null) {
                builder.preferences(wanted.preferences());
            }
            return builder.build();
        } catch (InvalidInputException e) {
            throw new SluiceSetupException(
                    "Sluice cannot send mails: " + e.getMessage(), "Correct the properties under sluice.mail.", e);
        }
    }
}
