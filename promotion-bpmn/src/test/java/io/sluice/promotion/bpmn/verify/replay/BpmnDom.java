package io.sluice.promotion.bpmn.verify.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A process file as a tree that can be changed. */
final class BpmnDom {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final Document document;

    private BpmnDom(Document document) {
        this.document = document;
    }

    static BpmnDom of(byte[] bpmn) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new BpmnDom(factory.newDocumentBuilder().parse(new ByteArrayInputStream(bpmn)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no process file", e);
        }
    }

    BpmnDom copy() {
        return new BpmnDom((Document) document.cloneNode(true));
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    Stream<Element> all() {
        return withDescendants(document.getDocumentElement());
    }

    Stream<Element> all(String name) {
        return all().filter(element -> is(element, name));
    }

    /** The element with this id, which must be there. */
    Element element(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no element " + id));
    }

    Optional<Element> find(String id) {
        return all().filter(element -> element.getAttribute("id").equals(id)).findFirst();
    }

    /** A new element of BPMN, not yet in its place. */
    Element create(String name) {
        return create(BPMN, qualified(name));
    }

    /** The name with the prefix that this file has for BPMN. */
    String qualified(String name) {
        String prefix = document.getDocumentElement().getPrefix();
        return prefix == null ? name : prefix + ":" + name;
    }

    Element create(String namespace, String name) {
        return document.createElementNS(namespace, name);
    }

    /** The same element under another name. */
    Element rename(Element element, String name) {
        return (Element) document.renameNode(element, BPMN, qualified(name));
    }

    static boolean is(Element element, String name) {
        return BPMN.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    static Stream<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children.stream();
    }

    static Optional<Element> child(Element element, String name) {
        return children(element).filter(child -> is(child, name)).findFirst();
    }

    static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    static Stream<Element> withDescendants(Element root) {
        var nodes = root.getElementsByTagNameNS("*", "*");
        return Stream.concat(
                Stream.of(root),
                IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList().stream());
    }
}
