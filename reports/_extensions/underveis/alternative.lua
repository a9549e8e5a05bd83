-- Quarto only: its Word writer takes the alternative text from the caption, and loses fig-alt.
function Image(image)
  local alternative = image.attributes["fig-alt"]
  if alternative then
    image.caption = { pandoc.Str(alternative) }
    return image
  end
end
