<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: CC0-1.0 -->
<!-- Turns declaration.xsd into declaration.schema.json (JSON Schema 2020-12). -->
<!--
  Maintainers run it after each change of the XSD, from this directory:

      xsltproc json-schema.xsl declaration.xsd > declaration.schema.json

  It relies on the conventions stated at the head of the XSD. Every named type becomes a
  definition of the same name; a type that narrows another one refers to it, so that the facets
  of both hold, as in XSD. Lengths count code points in both languages.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:key name="type" match="/xs:schema/xs:simpleType | /xs:schema/xs:complexType" use="@name"/>
  <xsl:variable name="root" select="/xs:schema/xs:element"/>
  <xsl:variable name="rootType" select="substring-after($root/@type, ':')"/>

  <xsl:template match="/xs:schema">
    <xsl:text>{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "</xsl:text>
    <xsl:value-of select="@targetNamespace"/>
    <xsl:text>:json",
  "$comment": "SPDX-License-Identifier: CC0-1.0. Generated from declaration.xsd by json-schema.xsl.",
  "title": "Update declaration",
  "description": </xsl:text>
    <xsl:call-template name="documentation"/>
    <xsl:text>,
</xsl:text>
    <xsl:call-template name="object">
      <xsl:with-param name="type" select="key('type', $rootType)"/>
      <xsl:with-param name="indent" select="'  '"/>
    </xsl:call-template>
    <xsl:text>,
  "$defs": {
</xsl:text>
    <xsl:for-each select="xs:complexType[@name != $rootType] | xs:simpleType">
      <xsl:text>    "</xsl:text>
      <xsl:value-of select="@name"/>
      <xsl:text>": {
      "description": </xsl:text>
      <xsl:call-template name="documentation"/>
      <xsl:text>,
</xsl:text>
      <xsl:apply-templates select="."/>
      <xsl:text>
    }</xsl:text>
      <xsl:call-template name="comma"/>
    </xsl:for-each>
    <xsl:text>  }
}
</xsl:text>
  </xsl:template>

  <!-- Objects and lists -->

  <xsl:template match="xs:complexType[xs:all]">
    <xsl:call-template name="object"/>
  </xsl:template>

  <xsl:template match="xs:complexType[xs:sequence]">
    <xsl:text>      "type": "array",
      "items": {
</xsl:text>
    <xsl:apply-templates select="xs:sequence/xs:element" mode="reference">
      <xsl:with-param name="indent" select="'        '"/>
    </xsl:apply-templates>
    <xsl:text>      },
      "minItems": </xsl:text>
    <xsl:value-of select="xs:sequence/xs:element/@minOccurs"/>
    <xsl:text>,
      "maxItems": </xsl:text>
    <xsl:value-of select="xs:sequence/xs:element/@maxOccurs"/>
  </xsl:template>

  <xsl:template name="object">
    <xsl:param name="type" select="."/>
    <xsl:param name="indent" select="'      '"/>
    <xsl:variable name="required" select="$type/xs:all/xs:element[not(@minOccurs = '0')]"/>
    <xsl:value-of select="$indent"/>
    <xsl:text>"type": "object",&#10;</xsl:text>
    <xsl:value-of select="$indent"/>
    <xsl:text>"properties": {&#10;</xsl:text>
    <xsl:if test="$type/@name = $rootType">
      <xsl:text>    "$schema": {
      "description": "The address of this schema, for editors.",
      "type": "string"
    },
</xsl:text>
    </xsl:if>
    <xsl:for-each select="$type/xs:all/xs:element">
      <xsl:value-of select="concat($indent, '  &quot;', @name, '&quot;: {&#10;')"/>
      <xsl:apply-templates select="." mode="reference">
        <xsl:with-param name="indent" select="concat($indent, '    ')"/>
      </xsl:apply-templates>
      <xsl:value-of select="concat($indent, '  }')"/>
      <xsl:call-template name="comma"/>
    </xsl:for-each>
    <xsl:value-of select="concat($indent, '},&#10;')"/>
    <xsl:if test="$required">
      <xsl:value-of select="concat($indent, '&quot;required&quot;: [')"/>
      <xsl:for-each select="$required">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:value-of select="concat('&quot;', @name, '&quot;')"/>
      </xsl:for-each>
      <xsl:text>],&#10;</xsl:text>
    </xsl:if>
    <xsl:value-of select="$indent"/>
    <xsl:text>"additionalProperties": false</xsl:text>
  </xsl:template>

  <xsl:template match="xs:element" mode="reference">
    <xsl:param name="indent"/>
    <xsl:value-of select="concat($indent, '&quot;description&quot;: ')"/>
    <xsl:call-template name="documentation"/>
    <xsl:text>,&#10;</xsl:text>
    <xsl:value-of select="concat($indent, '&quot;$ref&quot;: &quot;#/$defs/')"/>
    <xsl:value-of select="substring-after(@type, ':')"/>
    <xsl:text>"&#10;</xsl:text>
  </xsl:template>

  <!-- Values -->

  <xsl:template match="xs:simpleType[xs:restriction/xs:enumeration]">
    <xsl:text>      "oneOf": [&#10;</xsl:text>
    <xsl:for-each select="xs:restriction/xs:enumeration">
      <xsl:value-of select="concat('        {&quot;const&quot;: &quot;', @value, '&quot;, ')"/>
      <xsl:text>"description": </xsl:text>
      <xsl:call-template name="documentation"/>
      <xsl:text>}</xsl:text>
      <xsl:call-template name="comma"/>
    </xsl:for-each>
    <xsl:text>      ]</xsl:text>
  </xsl:template>

  <xsl:template match="xs:simpleType">
    <xsl:variable name="kind">
      <xsl:call-template name="kind"/>
    </xsl:variable>
    <xsl:call-template name="narrowed"/>
    <xsl:choose>
      <xsl:when test="$kind = 'Boolean'">
        <xsl:text>      "type": "boolean"</xsl:text>
      </xsl:when>
      <xsl:when test="$kind = 'Integer'">
        <xsl:text>      "type": "integer"</xsl:text>
        <xsl:call-template name="bounds"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>      "type": "string"</xsl:text>
        <xsl:apply-templates select="xs:restriction/*" mode="facet"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="narrowed">
    <xsl:variable name="base" select="xs:restriction/@base"/>
    <xsl:if test="$base != 'xs:string'">
      <xsl:text>      "$ref": "#/$defs/</xsl:text>
      <xsl:value-of select="substring-after($base, ':')"/>
      <xsl:text>",&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The name of the type that stands on xs:string itself. -->
  <xsl:template name="kind">
    <xsl:param name="type" select="."/>
    <xsl:variable name="base" select="$type/xs:restriction/@base"/>
    <xsl:choose>
      <xsl:when test="$base = 'xs:string'">
        <xsl:value-of select="$type/@name"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="kind">
          <xsl:with-param name="type" select="key('type', substring-after($base, ':'))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- [1-9][0-9]{0,N} means 1 to N+1 nines; with 0| in front it begins at 0. -->
  <xsl:template name="bounds">
    <xsl:variable name="pattern" select="xs:restriction/xs:pattern/@value"/>
    <xsl:variable name="more" select="substring-before(substring-after($pattern, '{0,'), '}')"/>
    <xsl:variable name="positive" select="concat('[1-9][0-9]{0,', $more, '}')"/>
    <xsl:if test="$pattern != $positive and $pattern != concat('0|', $positive)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat(@name, ': not an integer pattern: ', $pattern)"/>
      </xsl:message>
    </xsl:if>
    <xsl:text>,&#10;      "minimum": </xsl:text>
    <xsl:value-of select="number($pattern = $positive)"/>
    <xsl:text>,&#10;      "maximum": </xsl:text>
    <xsl:value-of select="substring('999999999999999', 1, $more + 1)"/>
  </xsl:template>

  <xsl:template match="xs:minLength | xs:maxLength" mode="facet">
    <xsl:value-of select="concat(',&#10;      &quot;', local-name(), '&quot;: ', @value)"/>
  </xsl:template>

  <xsl:template match="xs:pattern" mode="facet">
    <xsl:text>,&#10;      "pattern": </xsl:text>
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="concat('^(?:', @value, ')$')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="xs:whiteSpace" mode="facet"/>

  <!-- JSON text -->

  <xsl:template name="comma">
    <xsl:if test="position() != last()">,</xsl:if>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="documentation">
    <xsl:call-template name="string">
      <xsl:with-param name="text" select="normalize-space(xs:annotation/xs:documentation)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="string">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="escaped">
      <xsl:with-param name="text" select="$text"/>
    </xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <!-- Backslashes and quotation marks are all that can need escaping in one line of text. -->
  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:variable name="first" select="substring($text, 1, 1)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '\') or contains($text, '&quot;'))">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$first = '\' or $first = '&quot;'">\</xsl:if>
        <xsl:value-of select="$first"/>
        <xsl:call-template name="escaped">
          <xsl:with-param name="text" select="substring($text, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
