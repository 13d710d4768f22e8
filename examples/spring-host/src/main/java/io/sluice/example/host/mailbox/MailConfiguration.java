package io.sluice.example.host.mailbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail goes to the mailbox, whatever port it got. Everywhere else {@code spring.mail.host} is enough. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    JavaMailSender mailSender(Mailbox mailbox) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(mailbox.port());
        sender.setDefaultEncoding("UTF-8");
        return sender;
    }
}
