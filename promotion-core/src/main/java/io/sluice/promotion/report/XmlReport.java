package io.sluice.promotion.report;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Steps through an XML report: no document type, no entities, nothing from outside. Decodes the characters itself, because
 * the platform's reader writes to the console when they are broken.
 */
final class XmlReport {
    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^<\\?xml[^>]{1,100}encoding\\s*=\\s*[\"']([\\w.:-]{1,40})");
    private static final Pattern ELEMENT = Pattern.compile("<[\\w:]");
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final XMLStreamReader xml;

    XmlReport(Report report) throws CannotTellException {
        this.name = ReportReader.name(report);
        String text = decoded(ReportReader.read(report));
        refuseDocumentType(text);
        try {
            this.xml = factory().createXMLStreamReader(new StringReader(text));
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** Whether there is another event. */
    boolean hasNext() throws CannotTellException {
        try {
            return xml.hasNext();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** Steps to the next event, one of {@link XMLStreamConstants}. */
    int next() throws CannotTellException {
        int event;
        try {
            event = xml.next();
        } catch (XMLStreamException e) {
            throw malformed(e);
        } catch (RuntimeException e) {
            // The platform's reader misses its own message for some broken document types.
            throw cannot("is not well-formed XML");
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw documentType();
        }
        return event;
    }

    /** The element that begins or ends here. */
    String element() {
        return xml.getLocalName();
    }

    /** An attribute of the element that begins here, empty when it has none. */
    String attribute(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    /** The text here. */
    String text() {
        return xml.getText();
    }

    /** Says what is wrong with the report. */
    CannotTellException cannot(String what) {
        return new CannotTellException("Report " + name + " " + what + ".");
    }

    /** Before the platform's reader sees it: a broken one makes that write to the console as well. */
    private void refuseDocumentType(String text) throws CannotTellException {
        Matcher element = ELEMENT.matcher(text);
        int end = element.find() ? element.start() : text.length();
        int type = text.indexOf("<!DOCTYPE");
        if (type >= 0 && type < end) {
            throw documentType();
        }
    }

    private CannotTellException documentType() {
        return cannot("has a document type or entities, which are not read");
    }

    private CannotTellException malformed(XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return cannot("is not well-formed XML" + (line > 0 ? " (line " + line + ")" : ""));
    }

    private String decoded(byte[] content) throws CannotTellException {
        try {
            String text = encoding(content)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw cannot("is not well-formed XML: its characters are broken");
        } catch (IllegalArgumentException e) {
            throw cannot("is in a character encoding that cannot be read");
        }
    }

    private static Charset encoding(byte[] content) {
        int length = Math.min(content.length, LONGEST_DECLARATION);
        String beginning = new String(content, 0, length, StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("\u00fe\u00ff") || beginning.startsWith("\u00ff\u00fe")) {
            return StandardCharsets.UTF_16;
        }
        Matcher declared = ENCODING.matcher(beginning);
        return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    }

    /** The reader of the platform, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing outside the report is read.");
        });
        return factory;
    }
}
