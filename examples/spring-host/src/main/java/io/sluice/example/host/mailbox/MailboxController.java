package io.sluice.example.host.mailbox;

import io.sluice.example.host.people.Caller;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the mails that were sent: one's own, or those of everybody. */
@Controller
class MailboxController {
    private static final int SHOWN = 100;

    private final Mailbox mailbox;

    MailboxController(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping("/mailbox")
    String mails(Caller caller, @RequestParam(defaultValue = "false") boolean all, Model model) {
        String own = caller.person().id() + "@";
        List<Mailbox.Mail> mails = mailbox.mails().stream()
                .filter(mail -> all || mail.to().contains(own))
                .limit(SHOWN)
                .toList();
        model.addAttribute("mails", mails);
        model.addAttribute("all", all);
        return "mailbox";
    }
}
