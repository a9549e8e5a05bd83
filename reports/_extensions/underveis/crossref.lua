-- Embedded engine only: numbers chapters, figures and tables, writes captions and resolves cross references.
-- It writes the numbers out, so that every format shows the same ones.
local stringify = pandoc.utils.stringify
local words, problems = {}, pandoc.List({})
local depth, numbered = 3, true
local targets, known = {}, {}

local function read_meta(meta)
  local language = meta.lang and stringify(meta.lang):sub(1, 2) or "nb"
  local chosen = meta.language and (meta.language[language] or meta.language.nb) or {}
  for key, value in pairs(chosen) do words[key] = stringify(value) end
  depth = tonumber(meta["number-depth"] and stringify(meta["number-depth"])) or 3
  numbered = meta["number-sections"] ~= false
end

local function complain(code, value)
  problems:insert(pandoc.MetaMap({ code = pandoc.MetaString(code), value = pandoc.MetaString(value) }))
end

-- ---------------------------------------------------------------- divs with an identifier become figures and tables

local function caption_of(div)
  local last = div.content[#div.content]
  local shows = last and (last.t == "Para" or last.t == "Plain") and last.content[1]
  if shows and shows.t ~= "Image" then return div.content:remove(#div.content).content end
end

local function table_in(div)
  local caption
  local found
  for _, block in ipairs(div.content) do found = found or (block.t == "Table" and block) end
  if not found then return nil end
  caption = caption_of(div)
  if caption then found.caption = { long = { pandoc.Plain(caption) } } end
  found.attr = pandoc.Attr(div.identifier, div.classes, div.attributes)
  for place, block in ipairs(div.content) do
    if block.t == "Table" then div.content[place] = found end
  end
  return div.content
end

local function figure_in(div)
  local caption = #div.content > 1 and caption_of(div) or nil
  local content = div.content:map(function(block)
    if block.t == "Figure" then return pandoc.Plain(block.content[1].content) end
    return block
  end)
  return pandoc.Figure(content, { long = caption and { pandoc.Plain(caption) } or {} }, pandoc.Attr(div.identifier))
end

-- Several figures or tables under one number: each keeps a caption of its own.
local function panel_in(div)
  local caption = caption_of(div)
  return pandoc.Figure(div.content, { long = caption and { pandoc.Plain(caption) } or {} }, pandoc.Attr(div.identifier, { "panel" }))
end

local function unfold(div)
  if div.classes:includes("panel") then return panel_in(div) end
  if div.identifier:match("^tbl%-") then return table_in(div) end
  if div.identifier:match("^fig%-") then return figure_in(div) end
end

-- pandoc makes no figure of an image without a caption; a name asks for a number all the same.
local function named_image(para)
  local image = #para.content == 1 and para.content[1]
  if not image or image.t ~= "Image" or not image.identifier:match("^fig%-") then return nil end
  local identifier = image.identifier
  image.identifier = ""
  return pandoc.Figure({ pandoc.Plain({ image }) }, { long = {} }, pandoc.Attr(identifier))
end

-- ---------------------------------------------------------------- numbers

local function declare(identifier, kind, number)
  if identifier == "" then return end
  if known[identifier] then complain("ENGINE-010", identifier) end
  known[identifier] = true
  targets[identifier] = { kind = kind, number = number }
end

local sections, level_above = {}, 1
local function number_header(header)
  local number
  if header.level > level_above + 1 then complain("ENGINE-029", stringify(header.content)) end
  level_above = header.level
  if numbered and header.level <= depth and not header.classes:includes("unnumbered") then
    for level = 1, header.level do sections[level] = sections[level] or 0 end
    sections[header.level] = sections[header.level] + 1
    for level = header.level + 1, #sections do sections[level] = nil end
    number = table.concat(sections, ".", 1, header.level)
    header.attributes["data-number"] = number
  end
  declare(header.identifier, "sec", number or stringify(header.content))
  if not number and targets[header.identifier] then targets[header.identifier].text = true end
  return header
end

local function with_number(float, number)
  local text = pandoc.Inlines({ pandoc.Span({ pandoc.Strong(number) }, { class = "caption-number" }), pandoc.Space() })
  text:extend(pandoc.utils.blocks_to_inlines(float.caption.long))
  float.caption = { long = { pandoc.Plain(text) } }
  return float
end

local counters = { fig = 0, tbl = 0 }
local function kind_of(float)
  local kind = float.identifier:match("^(%a+)%-")
  return counters[kind] and kind or nil
end

-- The parts of a panel have letters: «figur 2 (a)».
local function letter_parts(float, kind, number)
  local place = 0
  local function part(each)
    place = place + 1
    local letter = "(" .. string.char(96 + math.min(place, 26)) .. ")"
    declare(each.identifier, kind, number .. "\u{a0}" .. letter)
    return with_number(each, letter), false
  end
  float.content = float.content:walk({ traverse = "topdown", Figure = part, Table = part })
end

local function number_float(float)
  local kind = kind_of(float)
  if not kind then return nil end
  counters[kind] = counters[kind] + 1
  local number = tostring(counters[kind])
  declare(float.identifier, kind, number)
  if float.t == "Figure" then letter_parts(float, kind, number) end
  local title = words["crossref-" .. kind .. "-title"] or kind
  return with_number(float, title .. "\u{a0}" .. number .. ":"), false
end

local function number_table(tbl)
  return number_float(tbl) or tbl, false
end

-- ---------------------------------------------------------------- references

local function capital(text)
  local first = text:sub(1, utf8.offset(text, 2) - 1)
  return pandoc.text.upper(first) .. text:sub(#first + 1)
end

local function reference_text(citation, target, upper)
  local nbsp = "\u{a0}"
  if target.text then return pandoc.Inlines(target.number) end
  if #citation.prefix > 0 then
    return citation.prefix .. pandoc.Inlines({ pandoc.Str(nbsp .. target.number) })
  end
  if citation.mode == "SuppressAuthor" then return pandoc.Inlines(target.number) end
  local prefix = words["crossref-" .. target.kind .. "-prefix"] or target.kind
  return pandoc.Inlines({ pandoc.Str((upper and capital(prefix) or prefix) .. nbsp .. target.number) })
end

local function is_reference(id)
  return id:match("^[Ff]ig%-") or id:match("^[Tt]bl%-") or id:match("^[Ss]ec%-")
end

local function link(citation)
  local id = citation.id:sub(1, 1):lower() .. citation.id:sub(2)
  local target = targets[id]
  if not target then
    complain("ENGINE-007", id)
    return pandoc.Inlines({ pandoc.Str(citation.id) })
  end
  local text = reference_text(citation, target, citation.id ~= id)
  return pandoc.Inlines({ pandoc.Link(text, "#" .. id, "", { class = "cross-reference" }) }) .. citation.suffix
end

local cited
local function resolve(cite)
  if not is_reference(cite.citations[1].id) then return not cited and cite.content or nil end
  local inlines = pandoc.Inlines({})
  for place, citation in ipairs(cite.citations) do
    if place > 1 then inlines:extend({ pandoc.Str(","), pandoc.Space() }) end
    inlines:extend(link(citation))
  end
  return inlines
end

local function check_link(element)
  local id = element.target:match("^#(.+)$")
  if id and not known[id] then complain("ENGINE-008", id) end
end

-- Raw HTML could fetch something when the report is read, or when it is made.
local function check_raw(element)
  local text = element.text:lower()
  if element.format:match("html") and (text:match("src%s*=") or text:match("<script") or text:match("<link") or text:match("<iframe") or text:match("url%(")) then
    complain("ENGINE-028", element.text:match("[^\n]+"))
  end
end

local function note(element)
  if element.identifier and element.identifier ~= "" then known[element.identifier] = true end
end

-- ---------------------------------------------------------------- literature

local function is_place_of_references(block)
  return block.t == "Div" and block.identifier == "refs"
end

function literature(doc)
  local listed, placed = {}, false
  for _, each in ipairs(pandoc.utils.references(doc)) do listed[each.id] = true end
  doc:walk({
    Cite = function(cite)
      for _, citation in ipairs(cite.citations) do
        if not is_reference(citation.id) and not listed[citation.id] then complain("ENGINE-058", citation.id) end
      end
    end,
    Div = function(div) placed = placed or is_place_of_references(div) end,
  })
  local title = words["section-title-references"]
  if title and not placed and not doc.meta["reference-section-title"] then
    doc.meta["reference-section-title"] = pandoc.MetaString(title)
  end
  if doc.meta["link-citations"] == nil then doc.meta["link-citations"] = true end
end

function Pandoc(doc)
  problems:extend(doc.meta["underveis-problems"] or {})
  read_meta(doc.meta)
  cited = doc.meta.bibliography ~= nil or doc.meta.references ~= nil
  if cited then literature(doc) end
  doc = doc:walk({ Div = unfold, Para = named_image })
  doc = doc:walk({
    traverse = "topdown",
    Header = number_header,
    Figure = number_float,
    Table = number_table,
  })
  doc:walk({ Div = note, Span = note, CodeBlock = note })
  doc = doc:walk({ Cite = resolve })
  doc:walk({ Link = check_link, RawBlock = check_raw, RawInline = check_raw })
  doc.meta["underveis-problems"] = pandoc.MetaList(problems)
  return doc
end
