# What fronts say when the domain of faces refuses something.
error-face-selfies-unavailable = Узнавание по лицу здесь нельзя включить с телефона. Включите его у киоска в больнице.
error-face-selfies-unclear = Снимки вышли недостаточно ясными. Снимитесь ещё раз при хорошем свете или попробуйте у киоска.
error-face-selfie-task-over = Время вышло. Начните заново и сделайте новые снимки.
error-face-for-adults-only = Лица людей младше 18 лет не сохраняются. Всё остальное доступно.
