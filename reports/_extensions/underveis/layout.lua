-- Embedded engine only: columns and panels become rows of cells, and what Quarto sets in the margin a note in the text.
local panel = { fig = true, tbl = true }

local function kind_of(identifier)
  local kind = identifier:match("^(%a+)%-")
  return panel[kind] and kind or nil
end

-- ---------------------------------------------------------------- cells

local function only_images(block)
  if block.t ~= "Para" and block.t ~= "Plain" then return nil end
  local images = pandoc.List({})
  for _, inline in ipairs(block.content) do
    if inline.t == "Image" then
      images:insert(inline)
    elseif inline.t ~= "Space" and inline.t ~= "SoftBreak" and inline.t ~= "LineBreak" then
      return nil
    end
  end
  return #images > 0 and images or nil
end

-- Images in one paragraph are figures of their own here, each with its caption and its name.
local function as_cell(image)
  if #image.caption == 0 and image.identifier == "" then return pandoc.Plain({ image }) end
  local caption, identifier = image.caption, image.identifier
  image.caption, image.identifier = {}, ""
  if not image.attributes["fig-alt"] and #caption > 0 then image.attributes["fig-alt"] = pandoc.utils.stringify(caption) end
  return pandoc.Figure({ pandoc.Plain({ image }) }, { long = #caption > 0 and { pandoc.Plain(caption) } or {} }, pandoc.Attr(identifier))
end

local function cells_of(blocks)
  local cells = pandoc.List({})
  for _, block in ipairs(blocks) do
    local images = only_images(block)
    if images then
      cells:extend(images:map(function(image) return pandoc.Blocks({ as_cell(image) }) end))
    elseif block.t == "Div" and block.identifier == "" and #block.classes == 0 then
      cells:insert(block.content)
    else
      cells:insert(pandoc.Blocks({ block }))
    end
  end
  return cells
end

-- ---------------------------------------------------------------- rows

local function equal(count)
  local widths = pandoc.List({})
  for _ = 1, count do widths:insert(1) end
  return widths
end

-- «[[70,30],[100]]» are two rows, «[1,1]» is one; a negative number is room between, which the rows have anyway.
local function rows_asked(text)
  local rows = pandoc.List({})
  local inner = text:match("%[%s*%[") and text:gsub("^%s*%[", ""):gsub("%]%s*$", "") or text
  for row in inner:gmatch("%[([^%[%]]*)%]") do
    local widths = pandoc.List({})
    for number in row:gmatch("%-?[%d.]+") do
      if tonumber(number) > 0 then widths:insert(tonumber(number)) end
    end
    if #widths > 0 then rows:insert(widths) end
  end
  return rows
end

local function rows_of(attributes, count)
  if attributes.layout then
    local rows = rows_asked(attributes.layout)
    if #rows > 0 then return rows end
  end
  local columns = tonumber(attributes["layout-ncol"])
  local lines = tonumber(attributes["layout-nrow"])
  if not columns and lines and lines > 0 then columns = math.ceil(count / lines) end
  return pandoc.List({ equal(math.max(math.floor(columns or 1), 1)) })
end

local function laid_out(cells, rows)
  local made, at = pandoc.Blocks({}), 1
  local line = 0
  while at <= #cells do
    line = line + 1
    local widths = rows[math.min(line, #rows)]
    local row = pandoc.Blocks({})
    for place = 1, #widths do
      if cells[at] then row:insert(pandoc.Div(cells[at], { class = "layout-cell" })) end
      at = at + 1
    end
    made:insert(pandoc.Div(row, { class = "layout-row", widths = table.concat(widths, " ") }))
  end
  return made
end

local function layout(div)
  local attributes = div.attributes
  if not (attributes.layout or attributes["layout-ncol"] or attributes["layout-nrow"]) then return nil end
  local blocks, caption = pandoc.List(div.content), nil
  local last = blocks[#blocks]
  if kind_of(div.identifier) and last and last.t == "Para" and not only_images(last) then caption = blocks:remove(#blocks) end
  local cells = cells_of(blocks)
  local made = laid_out(cells, rows_of(attributes, #cells))
  if caption then made:insert(caption) end
  for _, key in ipairs({ "layout", "layout-ncol", "layout-nrow", "layout-align", "layout-valign" }) do attributes[key] = nil end
  div.content = made
  if kind_of(div.identifier) then div.classes:insert("panel") end
  return div
end

local function columns(div)
  local widths, cells = pandoc.List({}), pandoc.List({})
  for _, block in ipairs(div.content) do
    if block.t == "Div" and block.classes:includes("column") then
      local width = block.attributes.width or ""
      widths:insert(tonumber(width:match("^([%d.]+)%%$")) or 0)
      cells:insert(block.content)
    end
  end
  if #cells == 0 then return nil end
  -- A column that asks for nothing shares what the others leave.
  local asked, open = 0, 0
  for _, width in ipairs(widths) do
    asked = asked + width
    if width == 0 then open = open + 1 end
  end
  local share = open > 0 and math.max(100 - asked, 10) / open or 0
  return laid_out(cells, pandoc.List({ widths:map(function(width) return width > 0 and width or share end) }))
end

local function margin(div)
  div.classes = div.classes:filter(function(each) return each ~= "column-margin" and each ~= "aside" end)
  div.classes:insert("margin-note")
  return div
end

function Div(div)
  if div.classes:includes("columns") then return columns(div) end
  if div.classes:includes("column-margin") or div.classes:includes("aside") then return margin(div) end
  return layout(div)
end
