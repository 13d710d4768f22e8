package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.file.ProcessElement.Name;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Reads a process file into memory without ever leaving the file: no document type, no entity, no schema, no address is
 * looked up. It stops at the first byte, element or level too many, so no input costs more than a small one.
 */
final class ProcessReader extends DefaultHandler2 {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_ELEMENTS = 2000;
    private static final int MAX_DEPTH = 50;
    private static final Name DIAGRAM = new Name("http://www.omg.org/spec/BPMN/20100524/DI", "BPMNDiagram");

    private @Nullable Locator locator;
    private @Nullable ProcessElement root;
    private @Nullable ProcessElement current;
    private int depth;
    private int diagramDepth;
    private int elements;

    /** Ends the reading; it never leaves this package. */
    static final class NotReadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        NotReadable(Finding finding) {
            super(finding.message(), null, false, false);
            this.finding = finding;
        }

        Finding finding() {
            return finding;
        }
    }

    private ProcessReader() {}

    static ProcessElement read(byte[] bpmn) {
        if (bpmn.length == 0) {
            throw invalid(Rule.V_ELEMENT, "bpmn.empty", 0, "The file is empty.");
        }
        if (bpmn.length > MAX_BYTES) {
            throw invalid(Rule.V_SIZE, "bpmn.tooLarge", 0, "The file has more than " + MAX_BYTES + " bytes.");
        }
        ProcessReader handler = new ProcessReader();
        try {
            XMLReader reader = hardened();
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setEntityResolver(handler);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            reader.parse(new InputSource(new ByteArrayInputStream(bpmn)));
        } catch (SAXParseException e) {
            throw notXml(e.getLineNumber(), ProcessElement.shown(String.valueOf(e.getMessage())));
        } catch (SAXException | IOException e) {
            throw notXml(0, ProcessElement.shown(String.valueOf(e.getMessage())));
        }
        if (handler.root == null) {
            throw notXml(0, "It has no elements.");
        }
        return handler.root;
    }

    private static XMLReader hardened() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of this JVM cannot be made safe.", e);
        }
    }

    private static NotReadable notXml(int line, String why) {
        return invalid(Rule.V_ELEMENT, "bpmn.notXml", line, "The file is not well-formed XML. " + why);
    }

    private static NotReadable invalid(Rule rule, String code, int line, String message) {
        return new NotReadable(Finding.of(rule, code, message, "", new Element("", "", Math.max(0, line))));
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
        throw invalid(Rule.V_ELEMENT, "bpmn.doctype", line(), "The file declares a document type.");
    }

    @Override
    public InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String baseUri, String systemId) {
        throw invalid(Rule.V_ELEMENT, "bpmn.doctype", line(), "The file refers to something outside of it.");
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        Name name = new Name(uri, localName);
        depth++;
        if (diagramDepth == 0 && name.equals(DIAGRAM)) {
            diagramDepth = depth;
        }
        if (diagramDepth == 0) {
            elements++;
        }
        if (depth > MAX_DEPTH) {
            throw tooLarge("nests deeper than " + MAX_DEPTH + " levels");
        }
        if (elements > MAX_ELEMENTS) {
            throw tooLarge("has more than " + MAX_ELEMENTS + " elements besides its diagram");
        }
        ProcessElement element = new ProcessElement(name, line(), current);
        for (int i = 0; i < attributes.getLength(); i++) {
            add(element, new Name(attributes.getURI(i), attributes.getLocalName(i)), attributes.getValue(i));
        }
        if (root == null) {
            root = element;
        }
        current = element;
    }

    /** A schema location makes a validating parser, such as the engine's, fetch it. */
    private void add(ProcessElement element, Name name, String value) {
        if (name.namespace().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                && (name.local().equals("schemaLocation") || name.local().equals("noNamespaceSchemaLocation"))) {
            throw invalid(
                    Rule.V_ELEMENT,
                    "bpmn.schemaLocation",
                    line(),
                    "Remove " + name.local() + " from "
                            + ProcessElement.shown(element.name().local()) + "; schemas are not looked up.");
        }
        element.attribute(name, value);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (depth == diagramDepth) {
            diagramDepth = 0;
        }
        depth--;
        if (current != null) {
            current = current.parent().orElse(null);
        }
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (current != null) {
            current.text(new String(text, start, length));
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    private NotReadable tooLarge(String what) {
        return invalid(Rule.V_SIZE, "bpmn.tooLarge", line(), "The file " + what + ".");
    }

    private int line() {
        return locator == null ? 0 : locator.getLineNumber();
    }
}
